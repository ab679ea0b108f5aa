// What `npm run new` writes. Each works as it is: the author changes it bit by bit.

export type Files = Record<string, string>;

export const DESCRIPTION = 'What the reader will be able to do, in one sentence.';

export const chapter = (stage: string, name: string, title: string, number: number): Files => ({
  [`content/${stage}/${name}.mdx`]: `---
title: ${JSON.stringify(title)}
description: ${DESCRIPTION}
chapter: ${number}
published: ${new Date().toISOString().slice(0, 10)}
draft: true
python: {}
---

What this is about, in a few lines; then something to run.

## What asyncio really does

## In three lines

`,
});

export const program = (stage: string, name: string): Files => ({
  [`code/${stage}/programs/${name}.ts`]: `import * as library from '../src/index.ts';

console.log(Object.keys(library).length > 0);
`,
});

export const exercise = (stage: string, name: string): Files => {
  const folder = `code/${stage}/exercises/${name}`;
  return {
    [`${folder}/exercise.ts`]: `/** What it should do. */
export function exercise(): string {
  return ''; // what the reader changes
}
`,
    [`${folder}/check.test.ts`]: `import { expect, test } from 'vitest';
import { exercise } from './exercise.ts';

test('what it should do', () => {
  expect(exercise()).toBe('done');
});
`,
    [`${folder}/hints.md`]: `- A first hint, which says where to look.
- A second one, which gives more away.
`,
    [`${folder}/answers.md`]: `## Wrong: as it was given

\`\`\`diff exercise.ts
 export function exercise(): string {
\`\`\`

## Right: in other words

\`\`\`diff solution.ts
-  return 'done';
+  const done = 'done';
+  return done;
\`\`\`
`,
    [`${folder}/solution.ts`]: `/** What it should do. */
export function exercise(): string {
  return 'done';
}
`,
  };
};
