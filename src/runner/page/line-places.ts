// Places where a timer's text has no name of its own (abilities.ts): each module has lines of its own
// there, and a line says which module it is.
import type { Unmarked } from '../../timeline/probe/host.ts';
import { uncurry } from '../primordials.ts';
import { columnOfCall, remembered } from '../stacks.ts';
import { SOURCE_ROOT, type Plan } from '../source/plan.ts';

/** The worker's own text is before that. */
const FIRST = 100;

const { location } = self;
const search = uncurry(RegExp.prototype.exec);
const split = uncurry(''.split as (by: string) => string[]);
const decode = decodeURIComponent;

const linesIn = (text: string): number => text.split('\n').length;

/** The scripts of a plan's modules, each on lines that no other has. */
export function onOwnLines({ modules }: Plan): string[] {
  let before = FIRST;
  return modules.map(({ script }) => {
    const own = '\n'.repeat(before) + script;
    before += linesIn(script);
    return own;
  });
}

/** The address of a script: it says which file that is before it says the text. */
export const addressOf = (file: string, script: string): string =>
  `data:text/javascript;charset=utf-8;file=${encodeURIComponent(file)},${encodeURIComponent(script)}`;
const OF_FILE = /^(.*?)data:text\/javascript;charset=utf-8;file=([^,]*),\S*?:(\d+):(\d+)(\)?)$/;

/**
 * @param unmarked See ProbeHost. @returns What gives each frame of a stack the place that other
 *   browsers give it.
 */
export function placesByLine(
  { modules }: Plan,
  unmarked: Unmarked = (_file, line, column) => ({ line, column }),
): (stack: string) => string {
  const worker = `${location.href}:`;
  const known = modules.map(({ file, script }) => ({ file, script, lines: linesIn(script) }));
  const placeIn = (nth: number, line: number, column: number): string => {
    const { file, script } = known[nth]!;
    const text = split(script, '\n')[line - 1] ?? '';
    const at = unmarked(file, line, columnOfCall(text, column));
    return `${SOURCE_ROOT}${file}:${at.line}:${at.column}`;
  };
  const placed = remembered((frame: string): string => {
    const found = search(OF_FILE, frame);
    if (found) {
      const file = decode(found[2]!);
      for (let nth = 0; nth < known.length; nth++)
        if (known[nth]!.file === file)
          return `${found[1]}${placeIn(nth, Number(found[3]), Number(found[4]))}${found[5]}`;
    }
    const [name, place] = split(frame, worker);
    const at = place === undefined ? undefined : search(/^(\d+):(\d+)(\)?)$/, place);
    if (!at) return frame;
    let line = Number(at[1]) - FIRST;
    for (let nth = 0; nth < known.length; nth++) {
      const { lines } = known[nth]!;
      if (line > 0 && line <= lines) return `${name}${placeIn(nth, line, Number(at[2]))}${at[3]}`;
      line -= lines;
    }
    return `${name}worker.js:1:1${at[3]}`;
  });
  return (stack) => {
    let text = '';
    const frames = split(stack, '\n');
    for (let nth = 0; nth < frames.length; nth++)
      text += `${nth > 0 ? '\n' : ''}${placed(frames[nth]!)}`;
    return text;
  };
}
