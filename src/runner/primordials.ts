// What the language brings, as it was before the program could replace it.
const { apply } = Reflect;

/** A method as a function of its object, which no later change of the method's class reaches. */
export const uncurry =
  <Self, Args extends unknown[], Result>(method: (this: Self, ...args: Args) => Result) =>
  (self: Self, ...args: Args): Result =>
    apply(method, self, args) as Result;
