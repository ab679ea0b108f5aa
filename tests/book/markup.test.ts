// Nothing in src/ makes markup of text, but for what the build made itself. The linter says so as
// one types (.oxlintrc.json); it can't see into .astro files, nor a name in quotes.
import { expect, test } from 'vitest';
import { readText } from '../../src/plain-text.ts';
import { paths } from '../paths.ts';

const SINKS =
  /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe|parseFromString|DOMParser|srcdoc|document\.write(?:ln)?|set:html)\b|['"`](javascript:)/g;

/** How often a file may, and why. */
const ALLOWED: Record<string, [times: number, why: string]> = {
  'src/components/build-it/BuildIt.astro set:html': [
    2,
    'what to build and hints out of code/, rendered by the build',
  ],
  'src/pages/[...chapter]/code-so-far.astro set:html': [
    1,
    'a file out of code/, escaped and highlighted by the build',
  ],
  'src/components/authored/exercise/Exercise.astro set:html': [
    2,
    'hints and a solution out of code/, escaped and highlighted by the build',
  ],
  'src/components/icon/Icon.astro set:html': [1, 'an icon out of a package'],
  'src/components/listing/Listing.astro set:html': [
    1,
    'a listing, escaped and highlighted by the build',
  ],
  'src/components/authored/term/Term.astro set:html': [
    1,
    'what the author wrote into the component, rendered by Astro',
  ],
  'src/components/program-box/ProgramBox.astro set:html': [
    1,
    'a listing, escaped and highlighted by the build',
  ],
  'src/components/knobs/Knobs.astro set:html': [
    2,
    'a style sheet of ours, and the knobs of a program, drawn by Preact',
  ],
  'src/components/lab/Lab.astro set:html': [
    2,
    'a listing, escaped and highlighted by the build, and a constant, whose hash the policy knows',
  ],
  'src/components/shapes/Drawing.astro set:html': [1, 'the shapes in a figure, rendered by Astro'],
  'src/components/timeline/Timeline.astro set:html': [3, 'a recorded run, drawn by Preact'],
  'src/components/questions/LongAgo.astro set:html': [1, 'a constant, whose hash the policy knows'],
  'src/components/so-far/SoFar.astro set:html': [1, 'a constant, whose hash the policy knows'],
  'src/components/questions/Question.astro set:html': [
    7,
    'questions and answers out of content/questions/, rendered by the build',
  ],
  'src/layouts/Book.astro set:html': [
    6,
    'the text, headings and names of a chapter, rendered by Astro; a constant, whose hash the policy knows',
  ],
  'src/layouts/Head.astro set:html': [2, 'constants: the policy knows their hashes'],
  'src/pages/code/[...file].astro set:html': [1, 'a listing, escaped and highlighted by the build'],
};

test('what makes markup of text is used where the build has made it, and nowhere else', () => {
  const found = new Map<string, number>();
  for (const file of paths('src/**/*.{ts,tsx,astro,mjs,js}')) {
    const code = readText(file).replace(/^\s*(\/\/|\*).*$/gm, ''); // comments may speak of it
    for (const [, sink = 'javascript:'] of code.matchAll(SINKS)) {
      const key = `${file} ${sink}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.entries(ALLOWED).map(([key, [times]]) => [key, times])),
  );
});
