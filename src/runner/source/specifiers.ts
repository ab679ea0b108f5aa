// What a specifier names: the same for imports that are linked ahead and for import() as it runs.
import { isNodes, isPackage } from '../node-face/names.ts';
import { needsNode } from '../node-face/needs-node.ts';

/** As the URL of a program says it: a stage's root is the root of its files. */
const ROOT = 'file:///';

/** Everything else names a package, or a module of Node's own. */
export const namesFile = (specifier: string): boolean =>
  /^(\.{0,2}\/|\.{1,2}$|file:)/.test(specifier);

/** @param key Of a module: see `keyOf`. */
export const urlOf = (key: string): string => new URL(ROOT + key).href;

/** The file of a module. @param key See `keyOf`. */
export const fileOf = (key: string): string => key.replace(/[?#].*$/s, '');

/**
 * The module that a specifier names in another one: the path of its file from the stage's root. With
 * a query behind it the same file is another module, as in Node.
 */
export function keyOf(specifier: string, from: string): string {
  const up = /^(\.\.\/)*/.exec(specifier)![0].length / '../'.length;
  if (up >= from.split('/').length) return specifier; // a URL would not leave the root
  const { pathname, search, hash } = new URL(specifier, urlOf(from));
  try {
    return decodeURIComponent(pathname.slice(1)) + search + hash;
  } catch {
    return pathname.slice(1); // a lone % names no file anyway
  }
}

export const isJson = (file: string): boolean => file.endsWith('.json');

/** What Node takes for modules of the kind that it had first. */
export const isCommonJs = (file: string): boolean => /\.c[jt]s$/.test(file);
export const aboutCommonJs = (specifier: string): string =>
  `'${specifier}' is CommonJS, as its ending says, and`;

/** True for the names of files that can be imported. */
export const isModule = (file: string): boolean => /\.([cm]?[jt]s|json)$/.test(file);

/** Why a specifier that names no file cannot be imported, and whether Node could. */
export function whyNotHere(specifier: string): { why: string; needsNode?: true; code?: string } {
  if (/^(https?|data|blob):/.test(specifier))
    return {
      why: `can’t import '${specifier}': addresses can’t be loaded here, only files of this stage`,
    };
  if (isNodes(specifier)) return { why: needsNode(`'${specifier}'`), needsNode: true };
  if (specifier.startsWith('node:'))
    return { why: `No such built-in module: ${specifier}`, code: 'ERR_UNKNOWN_BUILTIN_MODULE' };
  if (isPackage(specifier))
    return {
      why: `there’s no package '${specifier}' here: you can import only files of this stage, as in './future.ts'`,
    };
  return {
    why: `can’t import '${specifier}' here: you can import only files of this stage, as in './future.ts'`,
  };
}

export interface AttributeFault {
  /** Node's name for it. */
  code: `ERR_IMPORT_ATTRIBUTE_${'UNSUPPORTED' | 'MISSING' | 'TYPE_INCOMPATIBLE'}`;
  /** The attribute that is unknown, if that is it. */
  unknown?: [name: string, value: string];
}

/** What is wrong with what an import says of a file. Node takes any type for one of TypeScript. */
export function attributeFault(
  attributes: Readonly<Record<string, string>>,
  file: string,
): AttributeFault | undefined {
  const isTypeScript = /\.[cm]?ts$/.test(file);
  const unknown = Object.entries(attributes).find(
    ([name, value]) => name !== 'type' || (value !== 'json' && !isTypeScript),
  );
  if (unknown) return { code: 'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED', unknown };
  if (isTypeScript || isJson(file) === (attributes.type !== undefined)) return undefined;
  return {
    code: `ERR_IMPORT_ATTRIBUTE_${isJson(file) ? 'MISSING' : 'TYPE_INCOMPATIBLE'}`,
  };
}
