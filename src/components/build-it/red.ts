// What is shown of a red test, beside what it says: its own lines, and the way to the reader's.
import type { Position, TestError } from '../../runner/contract.ts';
import { showNear } from '../timeline/near.ts';
import { isLibrary } from '../workbench/files.ts';
import { askedBy, type Asked } from './asked.ts';

interface Here {
  /** All that ran, by name from the stage's root. */
  files: Readonly<Record<string, string>>;
  /** Whether the reader has written it: what is given isn't the reader's fault. */
  isOwn(file: string): boolean;
  link(at: Position, said: string): Node;
}

/** Whether it's of what the tests share. */
export const isKit = (file: string): boolean => /^steps\/kit[\w-]*\.ts$/.test(file);

export function explained({ at, through = [] }: TestError, here: Here): Node | undefined {
  const places = at ? [at, ...through] : [];
  const test = places.find(({ file }) => file.endsWith('.test.ts'));
  if (!test) return undefined;
  const all = document.createElement('div');
  all.className = 'of-red';
  const lines = document.createElement('div');
  lines.role = 'group';
  lines.className = 'near';
  lines.tabIndex = 0; // on a narrow screen it scrolls
  showNear(lines, here.files, test, true);
  all.append(lines);
  // where the error came by a line of the reader's, that is known, and linked already
  if (!places.some(({ file }) => here.isOwn(file))) {
    const said = saidOf(test, here);
    if (said) all.append(said);
  }
  return all;
}

function saidOf({ file, line }: Position, { files, isOwn, link }: Here): Node | undefined {
  const library = Object.fromEntries(
    Object.entries(files).filter(([name]) => isLibrary(name) && isOwn(name)),
  );
  const kits = Object.entries(files).flatMap(([name, text]) => (isKit(name) ? [text] : []));
  const found = askedBy(library, files[file] ?? '', line, kits.join('\n'));
  if (!found) return undefined;
  const said = document.createElement('p');
  said.append(
    { line: 'That line asks', before: 'Before that line, the test asks', test: 'The test asks' }[
      found.where
    ],
    ' your ',
  );
  for (const [index, one] of found.asked.entries()) {
    if (index > 0) said.append(index === found.asked.length - 1 ? ' and ' : ', ');
    said.append(...linksTo(one, link));
  }
  said.append('.');
  return said;
}

/** Several classes may have a method of that name, and which of them is asked isn't known. */
function* linksTo({ name, places }: Asked, link: Here['link']): Generator<Node | string> {
  for (const [index, at] of places.entries()) {
    const place = `${at.file.replace('src/', '')}:${at.line}`;
    if (index > 0) yield ' or ';
    yield link(at, index === 0 ? `${name}, ${place}` : place);
  }
}
