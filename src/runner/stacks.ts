// Stack traces as the reader wrote the code.
import type { Position } from './contract.ts';
import { SOURCE_ROOT, type Plan } from './source/plan.ts';

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
export const isFrame = (line: string): boolean => /^\s+at /.test(line);

/**
 * Gives an error the stack that Node would give it: what it says first, then a line for each frame.
 * Firefox and Safari write frames otherwise, and begin with the first of them.
 */
export function asInNode(error: Error, seen = new Set<unknown>()): void {
  if (seen.has(error)) return;
  seen.add(error);
  const { stack, cause } = error;
  if (
    typeof stack === 'string' &&
    !/^\s+at /m.test(stack) &&
    !stack.startsWith(`${error.name}: `)
  ) {
    const frames = stack
      .split('\n')
      .filter(Boolean)
      .map((frame) => {
        const [, name, place] = /^(.*?)@(.*)$/.exec(frame) ?? [, '', frame];
        return name ? `    at ${name} (${place})` : `    at ${place}`;
      });
    Object.defineProperty(error, 'stack', {
      value: [`${error.name}: ${error.message}`, ...frames].join('\n'),
      configurable: true,
      writable: true,
    });
  }
  if (cause instanceof Error) asInNode(cause, seen);
}

export interface Stacks {
  clean(stack: string): string;
  /**
   * Where an error came from: the first frame in the program itself, else the first in any of its
   * files.
   */
  placeIn(cleanStack: string): Position | undefined;
}

/**
 * The place of a clean stack: see `Stacks.placeIn`. @param isFile Whether a name is that of a file
 * of the job.
 */
export function placeIn(
  stack: string,
  entry: string,
  isFile: (file: string) => boolean,
): Position | undefined {
  const places = stack
    .split('\n')
    .filter((line) => isFrame(line) || /^\S*@/.test(line))
    .flatMap((line) => {
      const [, file, row, column] = /([^\s(@]+):(\d+):(\d+)\)?$/.exec(line) ?? [];
      return file !== undefined && isFile(file)
        ? [{ file, line: Number(row), column: Number(column) }]
        : [];
    });
  return places.find(({ file }) => file === entry) ?? places[0];
}

/**
 * For a plan that runs in the page: no frames of the engine or of what link.ts put before a module,
 * and columns without that.
 */
export function stacksOf(
  { modules, entry }: Plan,
  sources: Readonly<Record<string, string>>,
): Stacks {
  const columnsMoved = modules.map(({ file, shift }) => ({
    file,
    shift,
    firstLine: new RegExp(`${escape(file)}:1:(\\d+)`, 'g'),
  }));
  return {
    clean(stack) {
      for (const { file, shift, firstLine } of columnsMoved)
        stack = stack.replace(firstLine, (_, column) => `${file}:1:${Math.max(column - shift, 0)}`);
      return stack
        .replaceAll(SOURCE_ROOT, '')
        .replace(/\n\s+at Generator\.next \(<anonymous>\)(?=\n\s+at [^\n]*worker\.js)/g, '') // our own step into a module
        .split('\n')
        .filter(
          (line) => !(isFrame(line) && /worker\.js|vitest\.js|blob:|data:|:1:0\)?$/.test(line)),
        )
        .join('\n');
    },
    placeIn: (stack) => placeIn(stack, entry, (file) => Object.hasOwn(sources, file)),
  };
}
