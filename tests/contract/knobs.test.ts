// No reader turns a knob into a page that hangs: at all ends of all knobs of a program it comes to its end, within
// the limits of a box.
import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { knobsIn, turned, type Knob } from '../../src/components/knobs/knobs.ts';
import { readText } from '../../src/plain-text.ts';
import { run, someOf, stageFiles, useEngine } from './engine.ts';

useEngine();

const endsOf = (knob: Knob): readonly string[] =>
  'choices' in knob ? knob.choices : [String(knob.least), String(knob.most)];

/** The program with each knob at each of its ends, whatever the others are at. */
function turnedAll(code: string): { at: string; code: string }[] {
  let all = [{ at: '', code }];
  for (const { name } of knobsIn(code))
    all = all.flatMap(({ at, code }) => {
      const knob = knobsIn(code).find((one) => one.name === name)!;
      return endsOf(knob).map((end) => {
        const { from, to, insert } = turned(knob, end);
        return {
          at: `${at}${name} at ${end}, `,
          code: code.slice(0, from) + insert + code.slice(to),
        };
      });
    });
  return all;
}

const programs = globSync('code/*/programs/*.ts')
  .sort()
  .filter((file) => knobsIn(readText(file)).length > 0);

test('there are programs with knobs', () => expect(programs.length).toBeGreaterThan(0));

test.each(someOf(programs.flatMap((of) => turnedAll(readText(of)).map((one) => ({ of, ...one })))))(
  '$of: $at is well',
  async ({ of, code }) => {
    const [, stage, ...rest] = of.split('/');
    const entry = rest.join('/');
    const job = { files: { ...stageFiles(stage!), [entry]: code }, entry };
    for (const trace of [false, true]) {
      // as many lines as a box shows; time is what the machine has
      const ran = await run({ ...job, trace, limits: { lines: 2_000, chars: 200_000 } });
      expect(ran.outcome).toEqual({ type: 'done', exitCode: 0 });
      expect(ran.stderr).toBe('');
      expect(ran.stdout).not.toBe('');
    }
  },
);
