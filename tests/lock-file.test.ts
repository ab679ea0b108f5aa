// The lock file installs anywhere: it is complete, and it names no registry.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Entry {
  resolved?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
const text = readFileSync('package-lock.json', 'utf8');
const packages: Record<string, Entry> = JSON.parse(text).packages;

/** Node's way of looking: in the package's own node_modules, then in each one further out. */
function isLocked(name: string, from: string): boolean {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))
  ) {
    const parent = folder === '' ? '' : `${folder}/`;
    if (`${parent}node_modules/${name}` in packages) return true;
    if (folder === '') return `node_modules/${name}` in packages;
  }
}

test('names no registry', () => {
  expect(
    Object.entries(packages).flatMap(([path, { resolved }]) =>
      resolved?.includes('//') ? [path] : [],
    ),
  ).toEqual([]);
  expect(text).not.toMatch(/https?:\/\/[^"]*(registry|npmjs|\.tgz)/);
});

test('has an entry for each dependency that a package names, the optional ones included', () => {
  const missing = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.devDependencies, ...entry.optionalDependencies })
      .filter((name) => !isLocked(name, path))
      .map((name) => `${path || 'package.json'} > ${name}`),
  );
  expect(missing).toEqual([]);
});
