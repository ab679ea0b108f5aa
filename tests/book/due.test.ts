// A listing of a library is as the library is at the end of its chapter.
import { expect, onTestFinished, test, vi } from 'vitest';
import { due } from '../../src/book/due.ts';
import { codeSoFar, ladders } from '../../src/book/steps.ts';
import { readText } from '../../src/plain-text.ts';
import { ladderOf } from '../../src/steps/ladder.ts';
import { weave } from '../../src/steps/weave.ts';

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

const RING = readText('code/part-4-the-world/src/net/ring.ts');
const stepIn = (chapter: string, more = ''): string =>
  `---\ntitle: One\nchapter: part-4-the-world/${chapter}\n${more}---\n\nBuild it.\n`;
/** Of three chapters, the second of which brings a file. */
const made = ladderOf({
  'src/net/ring.ts': RING,
  'steps/01-one/step.md': stepIn('later'),
  'steps/02-two/step.md': stepIn('ending-well', 'brings: net/ring.ts\n'),
  'steps/03-three/step.md': stepIn('no-answer'),
  'steps/woven/index.ts.woven': weave(['// 0', '// 1', '// 2', '// 3']),
  'steps/woven/run.ts.woven': weave(['// all']),
});

test('a file that comes with a step is shown from that step’s chapter on', () => {
  const get = vi.spyOn(ladders, 'get').mockReturnValue(made);
  onTestFinished(() => get.mockRestore());
  const inChapter = (chapter: string) =>
    due(
      'part-4-the-world/src/net/ring.ts',
      { symbol: 'Ring' },
      `content/part-4-the-world/${chapter}.mdx:9:1`,
    );
  expect(() => inChapter('later')).toThrow(
    'Ring of code/part-4-the-world/src/net/ring.ts isn’t there yet at the end of this chapter, after step 1',
  );
  for (const chapter of ['ending-well', 'no-answer', 'the-last-seat'])
    expect(inChapter(chapter)).toMatchObject({ source: RING, earlier: undefined });
});

test('the code so far has it as new once, after what the chapter changed', () => {
  const soFar = (number: number) =>
    codeSoFar({
      stage: 'part-4-the-world',
      ladder: made,
      steps: [made.steps[number - 1]!],
    }).map(({ file, isNew, cameWith }) => [file, isNew.every(Boolean), cameWith]);
  expect(soFar(1).map(([file]) => file)).toEqual(['src/index.ts', 'src/run.ts']);
  expect(soFar(2)).toEqual([
    ['src/index.ts', true, undefined],
    ['src/net/ring.ts', true, 2],
    ['src/run.ts', false, undefined],
  ]);
  expect(soFar(3)).toContainEqual(['src/net/ring.ts', false, 2]);
});
