// The fonts of the editions: one weight a file, since a PDF can't hold letters that vary, in the signs
// that the book uses.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subset from 'subset-font';

const { resolve } = createRequire(import.meta.url);
const file = (font: string, style: string): string =>
  resolve(`@fontsource-variable/${font}/files/${font}-latin-wght-${style}.woff2`);

export const FACES = [
  {
    name: 'roman',
    family: 'Literata',
    weight: 400,
    style: 'normal',
    file: file('literata', 'normal'),
  },
  {
    name: 'italic',
    family: 'Literata',
    weight: 400,
    style: 'italic',
    file: file('literata', 'italic'),
  },
  {
    name: 'bold',
    family: 'Literata',
    weight: 600,
    style: 'normal',
    file: file('literata', 'normal'),
  },
  {
    name: 'bold-italic',
    family: 'Literata',
    weight: 600,
    style: 'italic',
    file: file('literata', 'italic'),
  },
  {
    name: 'mono',
    family: 'Tasque Mono',
    weight: 400,
    style: 'normal',
    file: file('jetbrains-mono', 'normal'),
  },
  {
    name: 'mono-bold',
    family: 'Tasque Mono',
    weight: 600,
    style: 'normal',
    file: file('jetbrains-mono', 'normal'),
  },
  {
    name: 'mono-italic',
    family: 'Tasque Mono',
    weight: 400,
    style: 'italic',
    file: file('jetbrains-mono', 'italic'),
  },
] as const;
type Face = (typeof FACES)[number];

/** @param text All that's set in it. */
export const fontFile = async (
  face: Face,
  text: string,
  targetFormat: 'truetype' | 'woff2',
): Promise<Buffer> =>
  subset(readFileSync(face.file), text, {
    targetFormat,
    variationAxes: { wght: face.weight },
    // no ligatures in code: what's typed is seen as it is
    ...(face.family === 'Tasque Mono' && {
      keepFeatures: ['ccmp', 'kern', 'locl', 'mark', 'mkmk'],
    }),
  });

/** @param address Of a face's file. */
export const faceRule = (
  { name, family, weight, style }: Face,
  address: (name: string) => string,
): string =>
  `@font-face { font-family: '${family}'; font-weight: ${weight}; font-style: ${style}; src: url('${address(name)}'); }\n`;
