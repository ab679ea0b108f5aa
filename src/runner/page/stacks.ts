// Stack traces as the reader wrote the code: no frames of the engine, and columns without what link.ts put before them.
import type { Position } from '../contract.ts';
import { SOURCE_ROOT, type Plan } from './protocol.ts';

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const isFrame = (line: string): boolean => /^\s+at |^\S*@/.test(line);

export interface Stacks {
  clean(stack: string): string;
  /** Where an error came from: the first frame in the program itself, else the first in any of its files. */
  placeIn(cleanStack: string): Position | undefined;
}

export function stacksOf({ modules, entry }: Plan, sources: Readonly<Record<string, string>>): Stacks {
  const columnsMoved = modules.map(({ file, shift }) => ({ file, shift, firstLine: new RegExp(`${escape(file)}:1:(\\d+)`, 'g') }));
  return {
    clean(stack) {
      for (const { file, shift, firstLine } of columnsMoved) stack = stack.replace(firstLine, (_, column) => `${file}:1:${column - shift}`);
      return stack
        .replaceAll(SOURCE_ROOT, '')
        .replace(/\n\s+at Generator\.next \(<anonymous>\)(?=\n\s+at [^\n]*worker\.js)/g, '') // our own step into a module
        .split('\n')
        .filter((line) => !(isFrame(line) && /worker\.js|vitest\.js|blob:|data:/.test(line)))
        .join('\n');
    },
    placeIn(stack) {
      const places = stack.split('\n').filter(isFrame).flatMap((line) => {
        const [, file, row, column] = /([^\s(@]+):(\d+):(\d+)\)?$/.exec(line) ?? [];
        return file !== undefined && Object.hasOwn(sources, file) ? [{ file, line: Number(row), column: Number(column) }] : [];
      });
      return places.find(({ file }) => file === entry) ?? places[0];
    },
  };
}
