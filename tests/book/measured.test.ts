// What a chapter says was measured is what the benchmark wrote.
import { expect, test } from 'vitest';
import { readText } from '../../src/plain-text.ts';

const measured = readText('tests/bench/README.md');

/** Each `1.40 × (1.30 … 1.47)` of a chapter. */
const ratios = [
  ...readText('content/part-3-task-loop/what-speed-costs.mdx').matchAll(
    /(\d+\.\d\d ×) \((\d+\.\d\d … \d+\.\d\d)\)/g,
  ),
].map(([row, median, range]) => [row, median!, range!] as const);
test('there are some', () => expect(ratios.length).toBeGreaterThan(3));
test.each(ratios)('%s', (...[, median, range]) => {
  expect(measured).toContain(`| ${median} | ${range} |`);
});

test.each(
  [
    ...readText('content/part-3-task-loop/the-whole-thing.mdx').matchAll(
      /^\| [^|]+ \| [^|]+ \| (\d+\.\d+) × \|$/gm,
    ),
  ].map(([row, ratio]) => [row, Number(ratio)] as const),
)('%s', (_, ratio) => {
  const known = [...measured.matchAll(/\| (\d+\.\d+) × \|/g)].map(([, text]) => Number(text));
  expect(known.map((of) => Number(of.toFixed(1)))).toContain(ratio);
});

/** Each `| echo | 50 | 55,412 | 34,535 | 105,524 |` of a chapter. */
const rates = [
  ...readText('content/part-4-the-world/six-questions.mdx').matchAll(
    /^\| \w+ \|( ([\d,]+|–) \|){4}$/gm,
  ),
].map(([row]) => row);
test('requests a second are told', () => expect(rates.length).toBeGreaterThan(4));
test.each(rates)('%s', (row) => expect(measured.split('\n')).toContain(row));
