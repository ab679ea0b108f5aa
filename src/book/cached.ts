// What is dear to make and depends on nothing but text is made once: it is kept in .cache/snippets,
// from build to build.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const FOLDER = '.cache/snippets';
const { resolve } = createRequire(join(process.cwd(), 'package.json'));

const versions = new Map<string, string>();

/** The version of a package, from the package.json beside its code. */
function versionOf(name: string): string {
  const known = versions.get(name);
  if (known) return known;
  const entry = resolve(name).replaceAll('\\', '/');
  const folder = entry.slice(
    0,
    entry.lastIndexOf(`/node_modules/${name}/`) + `/node_modules/${name}/`.length,
  );
  const { version } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as {
    version: string;
  };
  versions.set(name, version);
  return version;
}

/** A short name for any number of texts: another one where one of them is another one. */
export const hashOf = (...texts: string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 32);

export interface Maker<T> {
  /** The source of what makes it, and of all that has a say in it; and the packages that do. */
  code: readonly string[];
  packages: readonly string[];
  make: () => T | Promise<T>;
}

const made = new Map<string, Promise<unknown>>();

/**
 * @param from All that the result depends on, besides who makes it.
 * @param folder Where results are kept.
 */
export function cached<T>(
  from: readonly unknown[],
  { code, packages, make }: Maker<T>,
  folder = FOLDER,
): Promise<T> {
  const key = hashOf(
    JSON.stringify(from),
    ...code,
    ...packages.map((name) => `${name}@${versionOf(name)}`),
  );
  let result = made.get(folder + key) as Promise<T> | undefined;
  if (!result) made.set(folder + key, (result = load(`${folder}/${key}.json`, make)));
  return result;
}

async function load<T>(file: string, make: () => T | Promise<T>): Promise<T> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    // missing or broken: made again
  }
  const result = await make();
  mkdirSync(join(file, '..'), { recursive: true });
  const part = `${file}.${process.pid}`;
  writeFileSync(part, JSON.stringify(result));
  renameSync(part, file); // whole, or not at all
  return result;
}
