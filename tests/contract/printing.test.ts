// What a program prints is what Node prints: the same code in both, text for text.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { strip, STRIPPED } from '../stripped.ts';
import { inChromium } from '../browser.ts';
import { ENGINE, run, someOf, useEngine } from './engine.ts';
import { comparable, expected } from './otherwise.ts';
import { asked } from './asked.ts';
import { OF_THE_WEB } from './refusals-of-web.ts';
import { CALLS, DIFFERENT, UNCAUGHT } from './printing-calls.ts';
import { BROUGHT, VALUES } from './printing-values.ts';

useEngine();

type Printed = [stream: 'stdout' | 'stderr', text: string];

const inOne = (pieces: string[]): string =>
  pieces
    .map(
      (code, at) =>
        `console.log('--- ${at}');\ntry { await (async () => { ${code} })(); } catch (e) { console.log('threw', e?.name, e?.message); }\nawait new Promise((go) => setTimeout(go));`,
    )
    .join('\n');

/** Tells what the program writes to its two streams, in order; of what ends it, what is thrown. */
const WATCH = `
const { inspect } = process.getBuiltinModule('node:util');
const { writeFileSync } = process.getBuiltinModule('node:fs');
const { stringify } = JSON;
const printed = [];
for (const stream of ['stdout', 'stderr'])
  process[stream].write = (text) => {
    printed[printed.length] = [stream, String(text)];
    return true;
  };
process.on('uncaughtException', (thrown) => {
  printed[printed.length] = ['stderr', (thrown instanceof Error ? '' : 'Uncaught ') + inspect(thrown, { customInspect: false, depth: 5 }) + '\\n'];
  process.exit(1);
});
process.on('exit', () => writeFileSync('printed.json', stringify(printed)));`;

/** By Node itself. */
function inNode(code: string): Printed[] {
  const folder = mkdtempSync(join(tmpdir(), 'printing-'));
  try {
    const main = join(folder, 'programs/main.ts');
    mkdirSync(dirname(main));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'watch.mjs'), WATCH);
    writeFileSync(main, code);
    strip([code]);
    spawnSync(process.execPath, [...STRIPPED, '--import', './watch.mjs', main], { cwd: folder });
    return JSON.parse(readFileSync(join(folder, 'printed.json'), 'utf8')) as Printed[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Without what has to differ, and what no engine but V8 says: frames of either engine's own, how long it took, the process. */
const withoutOwn = (text: string): string =>
  comparable(text)
    .replace(/file:\/\/\S*\/(?=programs\/main\.ts)/g, '')
    .replace(/\(node:\d+\) /g, '(node:1) ')
    .replace(/\(Use `node --trace-warnings .*\n/g, '')
    .replace(/\n\s+\.\.\. \d+ lines matching cause stack trace \.\.\./g, '')
    .replace(/\n\s+at (?![^\n]*programs\/main\.ts)[^\n]*?( \{|,)?(?=\n|$)/g, '$1')
    .replace(/at Timeout\._onTimeout \((.*)\)/g, 'at $1')
    .replace(/\d+(\.\d+)?ms/g, 'N ms');

const asText = (printed: Printed[]): string =>
  printed.map(([stream, text]) => (stream === 'stderr' ? `stderr: ${text}` : text)).join('');

const inEngine = async (code: string): Promise<Printed[]> => {
  const { events } = await run({
    files: { 'programs/main.ts': code },
    entry: 'programs/main.ts',
    limits: { lines: 100_000, chars: 10_000_000 },
  });
  return events.flatMap((event) =>
    event.type === 'output' ? [[event.stream, event.text] as Printed] : [],
  );
};

const piecesOf = (printed: Printed[]): string[] =>
  asText(printed)
    .split(/^--- \d+\n/m)
    .slice(1)
    .map(withoutOwn);

interface Difference {
  code: string;
  here: string;
  inNode: string;
}

async function both(codes: string[], as = (text = ''): string => text): Promise<Difference[]> {
  const code = inOne(codes);
  const there = piecesOf(inNode(code));
  const here = piecesOf(await inEngine(code));
  expect(there.length).toBe(codes.length);
  return codes.map((code, at) => ({ code, here: as(here[at]), inNode: as(there[at]) }));
}
const differences = async (...codes: Parameters<typeof both>): Promise<Difference[]> =>
  (await both(...codes)).filter(({ code, here, inNode }) => here !== expected(code, inNode, here));

const value = (code: string): string => (code.startsWith('{') ? `(${code})` : code);

/** In which order a function has its own properties is the engine's. */
const inAnyOrder = (text = ''): string =>
  inChromium
    ? text
    : text
        .split('\n')
        .map((line) => line.replace(/,$/, ''))
        .sort()
        .join('\n');

describe('as in Node', () => {
  test('values print: alone, in an array, and in an object', async () => {
    const codes = [...VALUES, ...BROUGHT]
      .map(value)
      .map((it) => `console.log(${it}, [${it}], { a: ${it} });`);
    expect(await differences(codes)).toEqual([]);
  });

  test('values print with all that is hidden', async () => {
    const codes = VALUES.map(value).map((it) => `console.log('%o', ${it});`);
    expect(await differences(codes, inAnyOrder)).toEqual([]);
  });

  test('each method of console prints', async () => {
    expect(await differences(CALLS)).toEqual([]);
  });

  test('what the web’s functions refuse is said in the same words, with the same code', async () => {
    expect(await differences(OF_THE_WEB.map(asked))).toEqual([]);
  });

  test('random values', async () => {
    const any = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      withUnicodeString: true,
      maxDepth: 4,
    });
    const values = fc.sample(any, { numRuns: 400, seed: 24 });
    expect(
      await differences(values.map((it) => `console.log(${value(fc.stringify(it))});`)),
    ).toEqual([]);
  });

  test.runIf(ENGINE === 'page')('what a page cannot know it does not claim', async () => {
    const all = await both(DIFFERENT.map(([code]) => `console.log(${value(code)});`));
    const differing = all.filter(({ here, inNode }) => here !== inNode);
    expect(differing.map(({ here }) => here)).toEqual(DIFFERENT.map(([, text]) => `${text}\n`));
  });

  test.each(someOf(UNCAUGHT))('what nobody catches prints: %s', async (code) => {
    const here = withoutOwn(asText(await inEngine(code))).replace(/^stderr: /, '');
    const there = withoutOwn(asText(inNode(code))).replace(/^stderr: /, '');
    const text = expected(code, there, here.replace(/^programs.*\n.*\n *\^\n\n/, ''));
    // before it stands where that was
    expect(here.slice(-text.length)).toBe(text);
    expect(here.slice(0, -text.length)).toMatch(/^(programs\/main\.ts:\d+:\d+\n.*\n *\^\n\n)?$/);
  });
});
