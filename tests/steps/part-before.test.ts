// What a reader's part 3 begins with of what they built of part 2.
import { describe, expect, test } from 'vitest';
import { ladderOnDisk } from '../../src/steps/disk.ts';
import {
  carriedInto,
  finishedFrom,
  leftAlone,
  namesakesOf,
  type Decided,
  type GoesOn,
} from '../../src/steps/part-before.ts';
import type { Files } from '../../src/steps/workspace.ts';

const before = await ladderOnDisk('part-2-futures');
const ladder = await ladderOnDisk('part-3-task-loop');
const whole = before.filesAt(before.steps.length);
const start = ladder.filesAt(0);
const mark = (files: Files, ...names: string[]): Record<string, string> => ({
  ...files,
  ...Object.fromEntries(names.map((name) => [name, `${files[name] ?? ''}// mine\n`])),
});
const goesOn = (theirs: Files, decisions = new Map<string, Decided>()): GoesOn => ({
  theirs,
  whole,
  start,
  decisions,
});
const known = (decided: ReadonlyMap<string, Decided | undefined>): Map<string, Decided> =>
  new Map([...decided].filter((entry): entry is [string, Decided] => entry[1] !== undefined));

describe('what isn’t built', () => {
  test('comes from the book, into what the reader wrote', () => {
    const mine = mark(before.filesAt(4), 'future.ts', 'errors.ts', 'own.ts');
    const { library, lent } = finishedFrom(mine, before.filesAt(4), whole);
    expect(lent).toEqual([]);
    expect(library).toEqual(mark(whole, 'future.ts', 'errors.ts', 'own.ts'));
  });
  test('stands in for all of a file where the reader wrote the same lines otherwise', () => {
    const mine = { ...mark(before.filesAt(4), 'errors.ts'), 'future.ts': 'export class Future {}' };
    const { library, lent } = finishedFrom(mine, before.filesAt(4), whole);
    expect(lent).toEqual(['future.ts']);
    expect(library).toEqual(mark(whole, 'errors.ts'));
  });
});

describe('what is built', () => {
  test('comes where the book’s part 3 begins with the same, with files of the reader’s own', () => {
    const theirs = mark(whole, 'future.ts', 'coroutine.ts', 'own.ts');
    const { library, came, conflicts } = carriedInto(start, goesOn(theirs));
    expect(library).toEqual(mark(start, 'future.ts', 'coroutine.ts', 'own.ts'));
    expect(came.sort()).toEqual(['coroutine.ts', 'future.ts', 'own.ts']);
    expect(conflicts).toEqual([]);
  });
  test('comes whole where a part begins with all of the one before', () => {
    const all = ladder.filesAt(ladder.steps.length);
    const theirs = mark(all, 'task-loop.ts', 'index.ts', 'net/ring.ts');
    const carried = carriedInto(all, { theirs, whole: all, start: all, decisions: new Map() });
    expect(carried).toMatchObject({ library: theirs, conflicts: [] });
    expect(carried.came.sort()).toEqual(['index.ts', 'net/ring.ts', 'task-loop.ts']);
  });
  test('is merged with what steps have changed since, or stays aside', () => {
    const state = ladder.filesAt(5);
    expect(state['errors.ts']).not.toBe(start['errors.ts']);
    const first = { ...whole, 'errors.ts': `// mine\n${whole['errors.ts']}` };
    expect(carriedInto(state, goesOn(first)).library['errors.ts']).toBe(
      `// mine\n${state['errors.ts']}`,
    );
    const second = { ...whole, 'errors.ts': '// all mine\n' };
    const { library, conflicts, came } = carriedInto(state, goesOn(second));
    expect([library, conflicts, came]).toEqual([state, ['errors.ts'], []]);
  });
  test('waits for its step, where part 3 comes to it later', () => {
    const theirs = mark(whole, 'task.ts', 'threads/threaded-executor.ts', 'async-helper.ts');
    const given = goesOn(theirs);
    expect(carriedInto(start, given)).toMatchObject({ library: start, came: [], conflicts: [] });
    const asked = ladder.steps.flatMap(({ number }) => {
      const [without, now] = [ladder.filesAt(number - 1), ladder.filesAt(number)];
      return namesakesOf(without, without, now, given).map((file) => [number, file]);
    });
    expect(asked).toEqual([
      [8, 'task.ts'],
      [16, 'threads/threaded-executor.ts'],
    ]);
    const [without, now] = [ladder.filesAt(7), ladder.filesAt(8)];
    expect(namesakesOf(mark(without, 'task.ts'), without, now, given)).toEqual([]);
    const isDecided = new Map([['task.ts', { seen: '', base: undefined }]]);
    expect(namesakesOf(without, without, now, goesOn(theirs, isDecided))).toEqual([]);
    // and what was written without it is no version of it
    const { came, conflicts } = carriedInto(now, given);
    expect([came, conflicts]).toEqual([[], []]);
  });
});

describe('what the reader changes there later', () => {
  const theirs = mark(whole, 'future.ts');
  const { library, decided: all } = carriedInto(start, goesOn(theirs));
  const decided = known(all);
  const built = mark(library, 'task-loop.ts');
  const later = { ...theirs, 'future.ts': `// later\n${theirs['future.ts']}` };

  test('nothing has changed', () =>
    expect(carriedInto(built, goesOn(theirs, decided))).toMatchObject({ came: [], conflicts: [] }));
  test('is that alone, and is merged with what they have written since', () => {
    const mine = { ...built, 'future.ts': `${built['future.ts']}// of part 3\n` };
    const { came, library } = carriedInto(mine, goesOn(later, decided));
    expect(came).toEqual(['future.ts']);
    expect(library['future.ts']).toBe(`// later\n${mine['future.ts']}`);
  });
  test('a file more, and one less', () => {
    const { came, library } = carriedInto(built, goesOn(mark(theirs, 'own.ts'), decided));
    expect([came, library['own.ts']]).toEqual([['own.ts'], '// mine\n']);
    const all = new Map([...decided, ['own.ts', { seen: '// mine\n', base: '// mine\n' }]]);
    const gone = carriedInto({ ...built, 'own.ts': '// mine\n' }, goesOn(theirs, all));
    expect([gone.came, 'own.ts' in gone.library]).toEqual([['own.ts'], false]);
    expect([...gone.decided]).toEqual([['own.ts', undefined]]);
  });
  test('what didn’t fit is tried from where it was', () => {
    const state = ladder.filesAt(5);
    const given = goesOn({ ...whole, 'errors.ts': '// all mine\n' });
    const decided = known(carriedInto(state, given).decided);
    expect(decided.get('errors.ts')).toEqual({
      seen: '// all mine\n',
      base: whole['errors.ts'],
    });
    const fits = { ...whole, 'errors.ts': `// mine\n${whole['errors.ts']}` };
    expect(carriedInto(state, goesOn(fits, decided)).came).toEqual(['errors.ts']);
  });
  test('is nothing to those who left it alone', () => {
    const decisions = leftAlone(goesOn(theirs));
    expect(carriedInto(start, goesOn(later, decisions)).came).toEqual([]);
    // what a later step brings they were not asked about
    expect(decisions.has('threads/threaded-executor.ts')).toBe(false);
  });
});
