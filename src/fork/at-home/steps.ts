// What the scripts say of a step, and how far you are.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** The folders of the steps, in their order. */
export const STEPS: readonly string[] = readdirSync('steps')
  .filter((name) => /^\d\d-/.test(name))
  .sort();

export const titleOf = (step: string): string => {
  const [, title = step] =
    /^title: (.+)$/m.exec(readFileSync(`steps/${step}/step.md`, 'utf8')) ?? [];
  return `${Number(step.slice(0, 2))}. ${title}`;
};

/**
 * The step that is to be built.
 * @param red What is red, and why.
 */
export function tell(step: string, red: string): void {
  keep(STEPS.indexOf(step));
  const [, , what = ''] = readFileSync(`steps/${step}/step.md`, 'utf8').split(/^---$/m);
  console.log(`✗ ${titleOf(step)}\n\n${wrapped(what.trim())}\n`);
  console.log(`${red}\n\nHints, one at a time: steps/${step}/hints.md`);
}

/** How many steps are green: `npm run asyncio` asks for what they cover. */
export const keep = (passed: number): void => writeFileSync('.passed', `${passed}\n`);
/** As many as were kept last. */
export const passed = (): number => Number(readFileSync('.passed', 'utf8'));

const WIDTH = 88;
/** What is code isn't broken. */
const wrapped = (text: string): string =>
  text.replace(/^.+$/gm, (paragraph) => {
    const lines = [''];
    for (const word of paragraph.match(/(?:`[^`]*`|[^\s`]|`)+/g) ?? []) {
      const longer = `${lines.at(-1)} ${word}`.trimStart();
      if (longer.length <= WIDTH) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines.map((line) => `  ${line}`).join('\n');
  });

/** Without colours, which are the terminal's own affair. */
export const plain = (text: string): string => stripVTControlCharacters(text);
