// A listing of a library is as the library is at the end of its chapter.
import { expect, test } from 'vitest';
import { due } from '../../src/book/due.ts';

const LOOP = 'part-3-task-loop/src/task-loop.ts';
const at = (chapter: string): string => `content/part-3-task-loop/${chapter}.mdx:9:1`;
const codeIn = (symbol: string, chapter: string): string => due(LOOP, { symbol }, at(chapter)).code;

test('an earlier form where it is due, the finished one in the last chapter and in other parts', () => {
  const part = { symbol: 'TaskLoop.callSoon' };
  const early = due(LOOP, part, at('a-queue-of-callbacks'));
  expect(early.code).not.toContain('checkRegular');
  expect(early.earlier).toMatchObject({
    step: 1,
    chapter: 'part-3-task-loop/a-queue-of-callbacks',
  });
  const last = due(LOOP, part, at('the-whole-thing'));
  expect([last.code.includes('checkRegular'), last.earlier]).toEqual([true, undefined]);
  expect(due(LOOP, part, 'content/beyond.mdx:9:1')).toEqual(last);
  expect(early.finished).toBe(last.line);
});

test('a chapter without steps shows what the one before has built', () => {
  expect(codeIn('TaskLoop.runForever', 'a-loop-a-thread')).toBe(
    codeIn('TaskLoop.runForever', 'threads-meet-the-loop'),
  );
});

test('what is not built yet is a slip, and so is what there never is', () => {
  expect(() => codeIn('TaskLoop.addTask', 'a-queue-of-callbacks')).toThrow(
    'TaskLoop.addTask of code/part-3-task-loop/src/task-loop.ts isn’t built yet at the end of this chapter, after step 1',
  );
  expect(() => codeIn('TaskLoop.nothing', 'a-queue-of-callbacks')).toThrow(
    'there is no symbol TaskLoop.nothing',
  );
});
