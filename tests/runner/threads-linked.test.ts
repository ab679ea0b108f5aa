import { expect, test } from 'vitest';
import { link } from '../../src/runner/source/link.ts';
import { prepareAll } from '../../src/runner/source/prepare.ts';

const others = {
  'thread.ts': "import './helper.ts';",
  'helper.ts': "new Worker(new URL('./inner.ts', import.meta.url));",
  'inner.ts': '',
  'stranger.ts': '',
};

test.each([
  ['a thread of a named file', "new Worker(new URL('./thread.ts', import.meta.url));", true],
  [
    'the file in a constant',
    "const at = new URL('./thread.ts', import.meta.url);\nnew Worker(at);",
    true,
  ],
  ['a name made while it runs', "new Worker(new URL(`./${'thread'}.ts`, import.meta.url));", false],
  [
    'import.meta.url elsewhere too',
    "new Worker(new URL('./thread.ts', import.meta.url));\nfirst(import.meta.url);",
    false,
  ],
  ['a name that may be an address', "new Worker(new URL('thread.ts', import.meta.url));", false],
])(
  '%s: what it may be made of is linked, and no stranger unless the name is not known',
  (_, program, isNamed) => {
    const files = { 'main.ts': program, ...others };
    const syntax = prepareAll(files);
    const { modules } = link(files, 'main.ts', (file) => syntax[file]!);
    const linked = modules.map(({ file }) => file).sort();
    const named = ['helper.ts', 'inner.ts', 'main.ts', 'thread.ts'];
    expect(linked).toEqual(isNamed ? named : [...named, 'stranger.ts'].sort());
  },
);

test('a thread’s file with an error is told of when it is asked for', () => {
  const files = {
    'main.ts': "new Worker(new URL('./thread.ts', import.meta.url));",
    'thread.ts': "import './nowhere.ts';",
  };
  const syntax = prepareAll(files);
  const { broken } = link(files, 'main.ts', (file) => syntax[file]!);
  expect(broken.map(({ file }) => file)).toEqual(['thread.ts']);
});
