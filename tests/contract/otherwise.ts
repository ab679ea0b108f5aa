// What an engine other than Chromium prints in its own way: the words of JavaScript's own errors, and
// the like. All of it is kept, program by program, in otherwise/, and is asked as strictly as what
// Node prints is asked everywhere else. To record: delete the file,
// and RECORD=1 BROWSER=firefox vitest run --project contract --no-file-parallelism tests/contract/;
// then read what has changed.
import { existsSync, writeFileSync } from 'node:fs';
import { BROWSER, inChromium, inWebKit } from '../browser.ts';
import { readText } from '../../src/plain-text.ts';

const FILE = `tests/contract/otherwise/${BROWSER}.json`;
/** By line of what Node says; or all of it, if the engine says it in more lines, or in fewer. */
type Kept = string | Record<string, string>;
const read = (): Record<string, Kept> =>
  existsSync(FILE) ? (JSON.parse(readText(FILE)) as Record<string, Kept>) : {};
const kept = inChromium ? {} : read();
const RECORDS = Boolean(process.env.RECORD) && !inChromium;

const numbered = (text: string): [string, string][] =>
  text.split('\n').map((line, at) => [`${at + 1}: ${line}`, line]);

/**
 * What has to come of something: what Node says, unless it's kept that the engine says something else.
 * @param what By which it's found again. @param here What came of it; it counts only while it's
 *   recorded.
 */
export function expected(what: string, inNode: string, here: string): string {
  if (!RECORDS) {
    const its = kept[what] ?? {};
    if (typeof its === 'string') return its;
    const lines = numbered(inNode);
    const gone = Object.keys(its).filter((key) => !lines.some(([line]) => line === key));
    if (gone.length > 0)
      throw new Error(`${FILE}: Node doesn't print “${gone[0]}” of “${what}” any more: record it`);
    return lines.map(([key, line]) => its[key] ?? line).join('\n');
  }
  const { [what]: _, ...others } = read();
  const all = here === inNode ? others : { ...others, [what]: differing(inNode, here) };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, `${JSON.stringify(sorted, null, 2)}\n`);
  return here;
}

/** The same of what a program of `code/` prints. @param program Its path. */
export const expectedOf = (program: string, here: string): string =>
  expected(program, readText(program.replace(/ts$/, 'out')), here);

function differing(inNode: string, here: string): Kept {
  const lines = here.split('\n');
  const nodes = numbered(inNode);
  if (lines.length !== nodes.length) return here;
  return Object.fromEntries(
    nodes.flatMap(([key, line], at) => (line === lines[at] ? [] : [[key, lines[at]!]])),
  );
}

/**
 * Without what only V8 says of a stack: of what class a method is, and which function awaits; and without what
 * only Firefox says of an error: its file, and how a variable of ours is called.
 */
export const comparable = (text: string): string =>
  inChromium
    ? text
    : inNodesForm(text)
        .replace(/\n *at (?:async .*?|\S+\.next \(<anonymous>\))( \{|,)?(?=\n|$)/g, '$1')
        .replace(/^( *at )(?:new )?(.*) \(([^()\n]*)\)/gm, (_, at, name: string, place) => {
          const own = name.replace(/ \[as .*/, '').replace(/^.*\.(?=[^.]+$)/, '');
          return /^(<anonymous>|_on\w+)$/.test(own) ? `${at}${place}` : `${at}${own} (${place})`;
        })
        .replace(/\n *\[(?:fileName|lineNumber|columnNumber)\]: .*/g, '')
        .replace(/(?<=TypeError: )\w is not a function/g, 'it is not a function')
        .replace(/(can't access property "?[\w.]+"?), [\w.$]+ is /g, '$1 of ');

/**
 * Without what WebKit adds to an error's words: how a call is written. What it gives a program to read of the
 * stack of what JavaScript itself throws is without what is in none of the program's files, and without
 * columns, which are those of what we made of these.
 */
const inNodesForm = (text: string): string =>
  inWebKit
    ? text
        .replace(/\. \(In '.*', '.*' is .*\)/g, '')
        .replace(/^ *[\w$#]*@(?:\[native code\])?(?:\n|$)/gm, '')
        .replace(/^( *)([\w$#]+)@data:\S*?:(\d+):\d+$/gm, '$1    at $2 ($3)')
        .replace(/^( *)@data:\S*?:(\d+):\d+$/gm, '$1    at $2')
    : text;
