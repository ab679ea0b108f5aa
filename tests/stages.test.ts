// What a stage changes of the one before is a decision: a file that it does not change is the same to the letter.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

const sourcesOf = (stage: string): string[] =>
  globSync(`code/${stage}/src/*.ts`)
    .map((file) => basename(file))
    .sort();

function difference(before: string, after: string): Record<'same' | 'changed' | 'added' | 'gone', string[]> {
  const text = (stage: string, file: string): string => readFileSync(`code/${stage}/src/${file}`, 'utf8');
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
    same: ['bell.ts', 'coroutine.ts', 'executor.ts', 'thread.ts'],
    changed: ['errors.ts', 'future.ts', 'index.ts', 'task.ts', 'threaded-executor.ts'],
    added: ['handle.ts', 'ready-queue.ts', 'task-loop.ts', 'transform-future.ts'],
    gone: ['async-helper.ts'],
  });
});

test('part 2 against part 1: it starts afresh', () => {
  expect(difference('part-1-generators', 'part-2-futures')).toMatchObject({ same: [], changed: ['index.ts'] });
});
