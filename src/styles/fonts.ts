// The two fonts in the letters and weights that the book is set in, as an integration of Astro: a
// third of what the whole ones weigh, so that they can be there when a page is first drawn. Who
// types other letters sees them in a font of the system.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AstroIntegration } from 'astro';
import subset from 'subset-font';

const FOLDER = '.cache/fonts';
const { resolve } = createRequire(import.meta.url);

const between = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join('');
/** Latin-1, the punctuation of the text, and the signs of the site. */
const LETTERS = `${between(0x20, 0x7e)}${between(0xa0, 0xff)}–—‘’“”…•→←↑↓×✓✗ƒ`;

interface Cut {
  file: string;
  wght: number | { min: number; max: number };
  /** Those of the font's that are kept; all unless told otherwise. */
  features?: string[];
}
const FONTS = {
  roman: {
    file: '@fontsource-variable/literata/files/literata-latin-wght-normal.woff2',
    wght: { min: 400, max: 600 },
  },
  italic: {
    file: '@fontsource-variable/literata/files/literata-latin-wght-italic.woff2',
    wght: 400,
  },
  mono: {
    file: '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
    wght: 400,
    // and no ligatures: what is typed is seen as it is, in code and in every field
    features: ['ccmp', 'kern', 'locl', 'mark', 'mkmk'],
  },
} satisfies Record<string, Cut>;

export function fonts(): AstroIntegration {
  return {
    name: 'tasque:fonts',
    hooks: {
      'astro:config:setup': async () => {
        // whatever the fonts are made of is beside them, and where that is the same they are
        // left as they are
        const made = JSON.stringify({
          LETTERS,
          FONTS,
          paths: Object.values(FONTS).map(({ file }) => readFileSync(resolve(file)).length),
        });
        const note = `${FOLDER}/made-of.json`;
        if (existsSync(note) && readFileSync(note, 'utf8') === made) return;
        mkdirSync(FOLDER, { recursive: true });
        for (const [name, { file, wght, features }] of Object.entries<Cut>(FONTS))
          writeFileSync(
            `${FOLDER}/${name}.woff2`,
            await subset(readFileSync(resolve(file)), LETTERS, {
              targetFormat: 'woff2',
              variationAxes: { wght },
              ...(features && { keepFeatures: features }),
            }),
          );
        writeFileSync(note, made);
      },
    },
  };
}
