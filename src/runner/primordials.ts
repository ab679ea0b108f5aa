// What the language brings, as it was before the program could replace it.
const { apply, defineProperty, getOwnPropertyDescriptor, ownKeys, setPrototypeOf } = Reflect;

/** A method as a function of its object, which no later change of the method's class reaches. */
export const uncurry =
  <Self, Args extends unknown[], Result>(method: (this: Self, ...args: Args) => Result) =>
  (self: Self, ...args: Args): Result =>
    apply(method, self, args) as Result;

/** A class whose methods are its own, and not those of its parent. */
function safe<Class extends new (...args: any[]) => object>(its: Class): Class {
  const Safe = class extends its {
    // WebKit's own would ask the iterator of lists for its arguments
    constructor(..._none: any[]) {
      super();
    }
  };
  for (const key of ownKeys(its.prototype as object))
    if (key !== 'constructor')
      defineProperty(Safe.prototype, key, getOwnPropertyDescriptor(its.prototype, key)!);
  setPrototypeOf(Safe.prototype, null);
  return Safe;
}
/** Make them empty, and go through them with `forEach`: that asks no iterator. */
export const SafeMap = safe(Map);
export const SafeSet = safe(Set);
export const SafeWeakMap = safe(WeakMap);

/** `then` of a promise, as it was. */
export const whenDone = uncurry(
  Promise.prototype.then as (
    this: Promise<unknown>,
    done?: (value: any) => unknown,
    failed?: (reason: unknown) => unknown,
  ) => void,
);
