// What the judge tells of a file of tests beside what came of it: which code it ran, and the names of its rows.
import { afterAll, expect, test } from 'vitest';
import { hasRun } from '../mutation/has-run.ts';
import { Judge } from '../steps/judge.ts';

const GATE = `interface Opens {
  open(): boolean;
}
export class Gate implements Opens {
  readonly #height: number = 3;
  open(how: string = 'slowly'): boolean {
    if (how === 'never') return false;
    return this.#height > 2;
  }
  shut(): string {
    return 'shut';
  }
}
`;
const TESTS = `import { expect, test } from 'vitest';
import { Gate } from '../src/gate.ts';

test.each([{ way: { name: 'slowly' } }, { way: { name: 'fast' } }])('it opens $way.name', ({ way }) => {
  expect(new Gate().open(way.name)).toBe(true);
});
`;
const judge = new Judge();
afterAll(() => judge[Symbol.asyncDispose]());

test('code has run where a test came by, and nowhere else', async () => {
  const files = { 'src/gate.ts': GATE, 'tests/gate.test.ts': TESTS };
  const { outcomes, ran } = await judge.ask({
    files,
    tests: ['tests/gate.test.ts'],
    isWatched: true,
  });
  expect(outcomes.map(({ name, failed }) => [name, failed])).toEqual([
    ['it opens slowly', undefined],
    ['it opens fast', undefined],
  ]);
  const isRun = (text: string): boolean => hasRun(ran['src/gate.ts']!, GATE.indexOf(text));
  expect(['= 3', "how === 'never'", '> 2'].map(isRun)).toEqual([true, true, true]);
  expect(['return false', "return 'shut'"].map(isRun)).toEqual([false, false]);
});
