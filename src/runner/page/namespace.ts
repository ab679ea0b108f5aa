// The object that `import * as` and `import()` give. No other object is like it: its values are
// those of the exports at any time, and nothing of it can be changed, though each property says
// that it is writable. A Proxy can be like that, in all but identity with a Module of the engine's.

// as it was before the console began to look through those of the program
const OwnProxy = Proxy;

/** Reads an export. */
export type Cell = () => unknown;

/** What the language throws where an export is read before the module has given it a value. */
export function read(cell: Cell, name: string): unknown {
  try {
    return cell();
  } catch {
    throw new ReferenceError(`Cannot access '${name}' before initialization`);
  }
}

/** @param cells By name, in the order of the names. */
export function namespaceOf(cells: ReadonlyMap<string, Cell>): Record<string, unknown> {
  const target = Object.create(null) as Record<PropertyKey, unknown>;
  for (const name of cells.keys())
    Object.defineProperty(target, name, { writable: true, enumerable: true });
  Object.defineProperty(target, Symbol.toStringTag, { value: 'Module' });
  Object.preventExtensions(target);

  const cellOf = (key: PropertyKey): Cell | undefined =>
    typeof key === 'string' ? cells.get(key) : undefined;
  const valueOf = (key: string): unknown => read(cells.get(key)!, key);

  return new OwnProxy(target, {
    get: (_, key) => {
      const cell = cellOf(key);
      return cell ? read(cell, key as string) : target[key];
    },
    getOwnPropertyDescriptor: (_, key) => {
      const described = Reflect.getOwnPropertyDescriptor(target, key);
      return described && cellOf(key) ? { ...described, value: valueOf(key as string) } : described;
    },
    defineProperty: (_, key, wanted) => {
      if (!cellOf(key)) {
        if (Reflect.defineProperty(target, key, wanted)) return true;
      } else {
        const value = valueOf(key as string);
        const { configurable, enumerable = true, writable = true, get, set } = wanted;
        const isAsItWas = !configurable && enumerable && writable && !get && !set;
        if (isAsItWas && (!('value' in wanted) || Object.is(wanted.value, value))) return true;
      }
      if (isAskedBy('defineProperty')) return false;
      throw new TypeError(`Cannot redefine property: ${String(key)}`);
    },
    set: (_, key) => {
      if (isAskedBy('set')) return false;
      throw new TypeError(
        key in target
          ? `Cannot assign to read only property '${String(key)}' of object '[object Module]'`
          : `Cannot add property ${String(key)}, object is not extensible`,
      );
    },
    deleteProperty: (_, key) => {
      if (!(key in target)) return true;
      if (isAskedBy('deleteProperty')) return false;
      throw new TypeError(`Cannot delete property '${String(key)}' of [object Module]`);
    },
  });
}

/**
 * Whether a method of Reflect asks, which is answered with no. What else asks is strict code, and
 * the words of an error tell it more than those that an engine has for proxies.
 */
const isAskedBy = (method: string): boolean =>
  // WebKit doesn't say whose method it is: of `Object.defineProperty` a no makes an error, too
  new RegExp(`\\bReflect\\.${method}\\b|^${method}@\\[native code\\]$`, 'm').test(
    `${new Error().stack}`,
  );
