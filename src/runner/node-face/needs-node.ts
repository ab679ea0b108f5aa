// What only Node has.

const RUN_IN_NODE = 'run it in Node instead';

/** How a program that asks for it is told. */
export const needsNode = (what: string): string => `${what} needs Node: ${RUN_IN_NODE}`;

/** Marks an error of a program that could run where Node is. */
export const NEEDS_NODE = 'ERR_NEEDS_NODE';

export const lacking = (what: string): Error =>
  Object.assign(new Error(needsNode(what)), { code: NEEDS_NODE });

/** Functions of that name that say so when they are called. */
export const lackingAll = (of: string, names: string): Record<string, () => never> =>
  Object.fromEntries(
    names.split(' ').map((name) => [
      name,
      {
        // some are classes
        [name]: function (): never {
          throw lacking(`${of}.${name}`);
        },
      }[name]!,
    ]),
  );
