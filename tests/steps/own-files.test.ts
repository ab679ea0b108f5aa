// Files of a reader's own in their library.
import { expect, test } from 'vitest';
import { asideOf, isOfLibrary, renamedIn } from '../../src/steps/own-files.ts';

test.each([
  ['src/heap.ts', true],
  ['src/threads/my-thread.ts', true],
  ['src/ours/heap.ts', true],
  ['src/ours/deep/heap.ts', false],
  ['src/drafts/heap.ts', false],
  ['src/../heap.ts', false],
  ['src/heap.js', false],
  ['programs/heap.ts', false],
])('%s is of the library: %s', (file, is) => expect(isOfLibrary(file)).toBe(is));

test('what imports a file finds it under its new name, and it finds what it imports', () => {
  const library = {
    'src/heap.ts': "import { E } from './errors.ts';\nexport class Heap {}\n",
    'src/errors.ts': "export class E {} // from './heap.ts'?\n",
    'src/index.ts': 'export * from \'./heap.ts\';\nexport { E } from "./errors.ts";\n',
    'src/threads/a.ts': "import type { Heap } from '../heap.ts';\nimport '../heap.ts';\n",
    'src/late.ts': "const { Heap } = await import('./heap.ts');\n",
    'src/other.ts': "import { x } from './my-heap.ts';\nconst s = './heap.ts';\n",
  };
  const renamed = renamedIn(library, 'src/heap.ts', 'src/threads/pile.ts');
  expect(renamed).toEqual({
    'src/threads/pile.ts': "import { E } from '../errors.ts';\nexport class Heap {}\n",
    'src/errors.ts': "export class E {} // from './threads/pile.ts'?\n",
    'src/index.ts': 'export * from \'./threads/pile.ts\';\nexport { E } from "./errors.ts";\n',
    'src/threads/a.ts': "import type { Heap } from './pile.ts';\nimport './pile.ts';\n",
    'src/late.ts': "const { Heap } = await import('./threads/pile.ts');\n",
    'src/other.ts': library['src/other.ts'],
  });
  expect(renamedIn(renamed, 'src/threads/pile.ts', 'src/heap.ts')).toEqual(library);
});

test('and so it does when it moves from one folder to another', () => {
  const library = {
    'src/net/ring.ts': "import { Clock } from '../time/clock.ts';\nimport './bytes.ts';\n",
    'src/net/bytes.ts': "import type { Ring } from './ring.ts';\n",
    'src/time/clock.ts': "export * from '../net/ring.ts';\n",
  };
  expect(renamedIn(library, 'src/net/ring.ts', 'src/time/ring.ts')).toEqual({
    'src/time/ring.ts': "import { Clock } from './clock.ts';\nimport '../net/bytes.ts';\n",
    'src/net/bytes.ts': "import type { Ring } from '../time/ring.ts';\n",
    'src/time/clock.ts': "export * from './ring.ts';\n",
  });
});

test('a name that makes room is one that nothing has', () => {
  const taken = ['src/handle-mine.ts'];
  expect(asideOf('src/task.ts', () => false)).toBe('src/task-mine.ts');
  expect(asideOf('src/handle.ts', (name) => taken.includes(name))).toBe('src/handle-mine-2.ts');
});
