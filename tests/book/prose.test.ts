// The voice of the book: what isn't to be said is found where it is, and nothing else; the texts that
// content/voice.txt lists have none of it.
import { expect, test } from 'vitest';
import { inVoice } from '../../src/author/prose.ts';
import { told } from '../../src/author/slip.ts';
import { readText } from '../../src/plain-text.ts';

const listed = readText('content/voice.txt')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

test('the list is sorted, and names each text once', () => {
  expect(listed).toEqual([...new Set(listed)].sort());
});

test.each(listed)('%s', (file) => {
  expect([...inVoice(readText(file), file)].map(told)).toEqual([]);
});

const slips = (text: string, file = 'content/a.mdx'): string[] =>
  [...inVoice(text, file)].map(told);

test.each([
  ['Somebody waits.', '1:1: “Somebody”: name the actor'],
  [
    'A word.\n\nThen *it* goes, as the queue\nstands above.',
    '4:1: “stands”: things don’t stand on a page',
  ],
  ['Node is not to be had.', '1:6: “is not to be had”: say who does it'],
  ['A loop knows no events.', '1:8: “knows no”: use a plain negation'],
  ['You needn’t ask.', '1:5: “needn’t”: write'],
  ['A `for` cannot wait.', '1:9: “cannot”: write can’t'],
  ['It does not wait.', '1:4: “does not”: contract it'],
  ['So it is done.', '1:4: “it is”: contract it'],
  ['The <Term>loop</Term> and it is done.', '1:27: “it is”: contract it'],
  ['It waits, for it has no work.', '1:11: “for it”: for isn’t because'],
  [
    'It stops. It waits. It goes on. Then something else happens to it.',
    '1:1: “It stops. It waits. It goes on.”: 3 short sentences in a row',
  ],
  ['## What nobody sees', '1:9: “nobody”: name the actor'],
  ['---\ntitle: Nobody asks\n---\n\nText.', '2:8: “Nobody”: name the actor'],
])('%j', (text, expected) => {
  const found = slips(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`content/a.mdx:${expected}`);
});

test.each([
  '`nobody` and *it is not ready* and “somebody” said so.',
  '> Nobody expects it.\n\n```ts\n// it is not\n```',
  'I can’t say what it is. It stands for a loop; it is, so to say, one.',
  'The loop waits for it. For example, it waits for what a thread brings.',
  'It stops. It waits. Then it goes on with what was left for it to do.',
  'Look at <Program of="nobody" /> here.',
])('nothing is wrong with %j', (text) => expect(slips(text)).toEqual([]));

test('plain Markdown is read as such', () => {
  expect(slips('Array<string> and { x } cannot be.', 'content/glossary/a.md')).toEqual([
    expect.stringContaining(':1:25: “cannot”'),
  ]);
});
