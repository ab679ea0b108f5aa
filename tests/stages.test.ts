// What a stage changes of the one before is a decision: a file that it does not change is the same
// to the letter.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { paths } from './paths.ts';

const sourcesOf = (stage: string): string[] =>
  paths(`code/${stage}/src/{,threads/}*.ts`).map((file) => file.slice(`code/${stage}/src/`.length));

function difference(
  before: string,
  after: string,
): Record<'same' | 'changed' | 'added' | 'gone', string[]> {
  const text = (stage: string, file: string): string =>
    readFileSync(`code/${stage}/src/${file}`, 'utf8');
  const shared = sourcesOf(after).filter((file) => existsSync(`code/${before}/src/${file}`));
  return {
    same: shared.filter((file) => text(before, file) === text(after, file)),
    changed: shared.filter((file) => text(before, file) !== text(after, file)),
    added: sourcesOf(after).filter((file) => !shared.includes(file)),
    gone: sourcesOf(before).filter((file) => !shared.includes(file)),
  };
}

test('part 3 against part 2', () => {
  expect(difference('part-2-futures', 'part-3-task-loop')).toEqual({
    same: [
      'coroutine.ts',
      'threads/bell.ts',
      'threads/crossing.ts',
      'threads/executor.ts',
      'threads/thread.ts',
    ],
    changed: ['errors.ts', 'future.ts', 'index.ts', 'task.ts', 'threads/threaded-executor.ts'],
    added: [
      'awaited-by.ts',
      'handle.ts',
      'ready-queue.ts',
      'scheduler.ts',
      'task-loop.ts',
      'transform-future.ts',
      'unheard-errors.ts',
    ],
    gone: ['async-helper.ts'],
  });
});

test('part 2 against part 1: it starts afresh', () => {
  expect(difference('part-1-generators', 'part-2-futures')).toMatchObject({
    same: [],
    changed: ['index.ts'],
  });
});
