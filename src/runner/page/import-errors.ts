// What is wrong with an import, in Node's words.
import { isNodes } from '../node-face/names.ts';
import { NEEDS_NODE } from '../node-face/needs-node.ts';
import { fileOf, whyNotHere, type AttributeFault } from '../source/specifiers.ts';

/** The attributes of an `import(specifier, options)`. */
export function attributesIn(options: unknown): Record<string, string> {
  if (options === undefined) return {};
  if (!isObject(options)) throw new TypeError('The second argument to import() must be an object');
  const attributes = (options as { with?: unknown }).with;
  if (attributes === undefined) return {};
  if (!isObject(attributes)) throw new TypeError("The 'with' option must be an object");
  const entries = Object.entries(attributes);
  if (entries.some(([, value]) => typeof value !== 'string'))
    throw new TypeError('Import attribute value must be a string');
  return Object.fromEntries(entries) as Record<string, string>;
}

export const inNodesWords = ({ code, unknown }: AttributeFault, url: string): string =>
  unknown
    ? `Import attribute "${unknown[0]}" with value "${unknown[1]}" is not supported in ${url}`
    : code === 'ERR_IMPORT_ATTRIBUTE_MISSING'
      ? `Module "${url}" needs an import attribute of "type: json"`
      : `Module "${url}" is not of type "json"`;

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

export const coded = <E extends Error>(error: E, code: string): E => Object.assign(error, { code });

/** For what names neither a file nor a module of Node that is here. */
export function noPackage(specifier: string, from: string): Error {
  const { why, code } = whyNotHere(specifier);
  if (code !== undefined) return coded(new Error(why), code);
  return isNodes(specifier)
    ? coded(new Error(why), NEEDS_NODE)
    : coded(
        new Error(`Cannot find package '${specifier}' imported from /${fileOf(from)}: ${why}`),
        'ERR_MODULE_NOT_FOUND',
      );
}
