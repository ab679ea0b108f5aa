// `structuredClone` of memory that threads share is that same memory. WebKit gives a copy of it.
import { SafeMap } from '../primordials.ts';

const { apply } = Reflect;
const { keys, getOwnPropertyDescriptor, defineProperty } = Object;
const { isView } = ArrayBuffer;

export function shareClones(): void {
  const real = self.structuredClone;
  const Shared = self.SharedArrayBuffer as typeof SharedArrayBuffer | undefined;
  if (!Shared || real(new Shared(0)) instanceof Shared) return;

  /** What stands for a part of the original in its clone. */
  const shared = (part: any, clone: any, known: Map<unknown, unknown>): unknown => {
    if (Object(clone) !== clone || Object(part) !== part) return clone; // a getter's value has no original
    if (part instanceof Shared) return part;
    if (known.has(part)) return known.get(part);
    if (isView(part) && part.buffer instanceof Shared) {
      const View = clone.constructor as Uint8ArrayConstructor;
      clone = new View(
        part.buffer,
        part.byteOffset,
        (part as Uint8Array).length ?? part.byteLength,
      );
    }
    known.set(part, clone);
    if (isView(part)) return clone;
    if (clone instanceof Map || clone instanceof Set) {
      const parts = [...part] as unknown[];
      const clones = [...clone] as unknown[];
      clone.clear();
      for (let at = 0; at < parts.length; at++) {
        const its = shared(parts[at], clones[at], known) as [unknown, unknown];
        if (clone instanceof Map) clone.set(its[0], its[1]);
        else clone.add(its);
      }
    }
    const names = keys(clone as object);
    for (let at = 0; at < names.length; at++) {
      const value = getOwnPropertyDescriptor(part, names[at]!)?.value as unknown;
      const its = shared(value, clone[names[at]!], known);
      if (its !== clone[names[at]!]) clone[names[at]!] = its;
    }
    return clone;
  };

  const { structuredClone } = {
    structuredClone(value: unknown, _options: unknown): unknown {
      return shared(value, apply(real, self, arguments), new SafeMap());
    },
  };
  defineProperty(self, 'structuredClone', {
    value: structuredClone,
    configurable: true,
    writable: true,
    enumerable: true,
  });
}
