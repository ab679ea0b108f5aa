// A program that speaks for the engine: it finds the way by which its worker reports, and sends
// what it likes. Its run ends all the same, Stop stops it, and the next run is none the worse.
import { describe, expect, test } from 'vitest';
import { runCode, useEngine } from './engine.ts';

useEngine();

/**
 * `report` sends a report as the worker itself does: structured clone calls a getter in the middle
 * of that, and V8 tells whose functions run.
 */
const THEFT = `const { send }: any = (0, eval)(\`(function () {
  var fns = [], w = new Worker('data:text/javascript,close()');
  try { w.postMessage({ get x() {
      Error.stackTraceLimit = 50;
      Error.prepareStackTrace = function (e, s) { for (var i = 0; i < s.length; i++) fns[i] = s[i].getFunction(); return ''; };
      void new Error('q').stack; delete Error.prepareStackTrace;
      throw 1; } }); } catch (e) {}
  w.terminate();
  return { send: fns[1] };
})()\`);
const report: any = (it: any, transfer: any[] = []) => (send ? send({ type: 'report', report: it }, transfer) : undefined);
`;

/** A flood leaves memory behind, with which the browser may end one sandbox more. */
const nextRunWorks = (): Promise<void> =>
  expect
    .poll(async () => {
      const { stdout, outcome } = await runCode("console.log('next');");
      return [stdout, outcome];
    })
    .toEqual(['next\n', { type: 'done', exitCode: 0 }]);

describe('an end that cannot be sent on', () => {
  test.each([
    [
      'a port',
      "const c = new MessageChannel(); report({ type: 'exit', code: c.port1 }, [c.port1]);",
    ],
    [
      'a module of WebAssembly',
      "report({ type: 'exit', code: 0, x: new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) });",
    ],
    ['shared memory', "report({ type: 'exit', code: 0, x: new SharedArrayBuffer(8) });"],
    [
      'a flood with a port',
      "const c = new MessageChannel(); report({ type: 'flooded', x: c.port1 }, [c.port1]);",
    ],
    [
      'output that is none',
      "report({ type: 'output', stream: { toString: 1, valueOf: 1 }, text: { toString: 1, valueOf: 1 } });",
    ],
  ])('%s', async (_, what) => {
    const { outcome } = await runCode(
      `${THEFT}${what}\nsetTimeout(() => {}, 1000);`,
      {},
      { limits: { ms: 5_000 } },
    );
    expect(['done', 'limit']).toContain(outcome.type);
    await nextRunWorks();
  });
});

test('a program cannot say that it was stopped', async () => {
  const { stdout, outcome } = await runCode(
    `${THEFT}report({ type: 'killed', why: 'stopped' });\nsetTimeout(() => console.log('still here'), 300);`,
  );
  expect([stdout, outcome]).toEqual(['still here\n', { type: 'done', exitCode: 0 }]);
});

describe('a flood of messages', () => {
  const FLOODS = [
    [
      'reports that are none',
      `${THEFT}for (;;) for (let k = 0; k < 2000; k++) report({ type: 'x' });`,
    ],
    [
      'messages to a thread',
      "const thread = new Worker('data:text/javascript,'); for (;;) thread.postMessage(0);",
    ],
  ] as const;
  test.each(FLOODS)('ends at its time limit: %s', async (_, code) => {
    const { outcome } = await runCode(code, {}, { limits: { ms: 2_000 } });
    expect(outcome).toMatchObject({ type: 'limit', which: expect.stringMatching(/time|memory/) });
    await nextRunWorks();
  });
  test.each(FLOODS)('ends when it is stopped: %s', async (_, code) => {
    const { outcome } = await runCode(
      `console.log('begun');\n${code}`,
      {},
      { limits: { ms: 60_000 } },
      500,
    );
    expect(outcome).toEqual({ type: 'stopped' });
    await nextRunWorks();
  });
});
