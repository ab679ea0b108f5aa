// The cover: the title, and the queue of the loop with a task that has come back to its end.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import satori from 'satori';
import sharp from 'sharp';
import type { Book } from './book.ts';

const { resolve } = createRequire(import.meta.url);
const font = (name: string): Buffer =>
  readFileSync(resolve(`@fontsource/literata/files/literata-latin-${name}.woff`));
const WIDTH = 1200;
const HEIGHT = 1800;

type Style = Record<string, string | number>;
const box = (style: Style, ...children: unknown[]): unknown => ({
  type: 'div',
  // else what's as wide as the cover goes beyond its edge
  props: { style: { boxSizing: 'border-box', display: 'flex', ...style }, children },
});
const handle = (isRunning: boolean): unknown =>
  box({
    border: `${isRunning ? 10 : 6}px solid ${isRunning ? '#9f3118' : '#22201c'}`,
    borderRadius: 24,
    height: 110,
    marginRight: 34,
    width: 150,
  });

/** As a PNG. */
export async function coverOf({
  title,
  description,
}: Pick<Book, 'title' | 'description'>): Promise<Uint8Array> {
  const svg = await satori(
    box(
      {
        background: '#fcfbf7',
        color: '#22201c',
        flexDirection: 'column',
        fontFamily: 'Literata',
        height: HEIGHT,
        padding: 110,
        width: WIDTH,
      },
      box({ fontSize: 190, fontWeight: 600, marginTop: 160 }, title),
      box({ color: '#655f55', fontSize: 54, lineHeight: 1.35, marginTop: 30 }, description),
      box(
        {
          alignItems: 'center',
          borderBottom: '8px solid #22201c',
          borderTop: '8px solid #22201c',
          marginTop: 420,
          paddingBottom: 40,
          paddingLeft: 34,
          paddingTop: 40,
          width: '100%',
        },
        handle(true),
        ...[1, 2, 3, 4].map(() => handle(false)),
      ),
    ) as Parameters<typeof satori>[0],
    {
      width: WIDTH,
      height: HEIGHT,
      fonts: [
        { name: 'Literata', data: font('400-normal'), weight: 400 },
        { name: 'Literata', data: font('600-normal'), weight: 600 },
      ],
    },
  );
  return new Uint8Array(
    await sharp(Buffer.from(svg)).png({ palette: true, compressionLevel: 9 }).toBuffer(),
  );
}
