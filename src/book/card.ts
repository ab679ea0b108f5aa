// The picture that stands for a page where another site links to it: its name, and its part's chapters
// as a ready queue.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import satori from 'satori';
import sharp from 'sharp';
import { cached } from './cached.ts';
import source from './card.ts?raw';

const CARD = { width: 1200, height: 630 };

const { resolve } = createRequire(import.meta.url);
const font = (weight: 400 | 500, style: 'normal' | 'italic') => ({
  name: 'Literata',
  weight,
  style,
  data: readFileSync(resolve(`@fontsource/literata/files/literata-latin-${weight}-${style}.woff`)),
});
const FONTS = [font(400, 'normal'), font(500, 'normal'), font(400, 'italic')];

const PAPER = '#fcfbf7';
const INK = '#22201c';
const SOFT = '#655f55';
const ACCENT = '#9f3118';

type Style = Record<string, string | number>;
const box = (style: Style, ...children: unknown[]) => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
});
const line = () => box({ height: 4, backgroundColor: INK });

interface Text {
  /** Above the title: the part. */
  where: string;
  number: string;
  title: string;
  description: string;
}
/** How many handles stand in the queue, and which one is marked. */
interface Queue {
  length: number;
  at: number;
}

/** @returns A PNG. */
export async function card(text: Text, queue: Queue): Promise<Uint8Array<ArrayBuffer>> {
  const base64 = await cached([text, queue], {
    code: [source],
    packages: ['satori', 'sharp', '@fontsource/literata'],
    make: async () => (await drawn(text, queue)).toString('base64'),
  });
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

async function drawn(text: Text, queue: Queue): Promise<Buffer> {
  const handles = Array.from({ length: queue.length }, (_, index) =>
    box({
      width: 44,
      height: 44,
      border: `4px solid ${index === queue.at ? ACCENT : INK}`,
      backgroundColor: index === queue.at ? ACCENT : PAPER,
    }),
  );
  const svg = await satori(
    box(
      {
        ...CARD,
        boxSizing: 'border-box',
        flexDirection: 'column',
        justifyContent: 'space-between',
        padding: 72,
        backgroundColor: PAPER,
        color: INK,
        fontFamily: 'Literata',
      },
      box(
        { flexDirection: 'column' },
        box({ fontSize: 30, color: SOFT, marginBottom: 20 }, text.where),
        box(
          { fontSize: 76, fontWeight: 500, lineHeight: 1.1, gap: 24 },
          ...(text.number ? [box({ color: ACCENT }, text.number)] : []),
          box({ flex: 1 }, text.title),
        ),
        box(
          { fontSize: 34, fontStyle: 'italic', color: SOFT, lineHeight: 1.35, marginTop: 28 },
          text.description,
        ),
      ),
      box(
        { justifyContent: 'space-between', alignItems: 'flex-end' },
        box(
          { flexDirection: 'column', gap: 14 },
          line(),
          box({ gap: 20, paddingLeft: 24, paddingRight: 24 }, ...handles),
          line(),
        ),
        box({ fontSize: 44, fontWeight: 500 }, 'Tasque'),
      ),
    ) as Parameters<typeof satori>[0],
    { ...CARD, fonts: FONTS },
  );
  return sharp(Buffer.from(svg)).png({ palette: true, compressionLevel: 9 }).toBuffer();
}
