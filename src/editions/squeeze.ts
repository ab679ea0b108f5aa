// A PDF made smaller, and the same whenever it's made. Chromium writes what each piece of text is (a
// heading, a list, a link) as thousands of small objects in plain text; here they're packed together
// and compressed, as PDF 1.5 allows.
import { deflateSync, inflateSync } from 'node:zlib';
import { h, toXhtml } from './tree.ts';

/** How many objects are packed together. */
const PACKED = 1000;

interface PdfObject {
  number: number;
  /** What's between `obj` and `endobj`. */
  body: Buffer;
  hasStream: boolean;
}

/** What a library of books asks of a file. */
export interface About {
  title: string;
  author: string;
  subject: string;
  licence: string;
}

/**
 * @param pdf As Chromium writes them: one table of objects, each of the first generation.
 * @throws {Error} if it's anything else.
 */
export function squeezed(pdf: Uint8Array, about: About): Uint8Array {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const { objects: found, trailer } = read(bytes);
  const objects = withAbout(found, about);
  const out: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let length = out[0]!.length;
  /** By number: where it is, or in which pack and which of it. */
  const places = new Map<number, [kind: number, where: number, which: number]>();
  const put = (number: number, body: Buffer | string): void => {
    places.set(number, [1, length, 0]);
    const text = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      Buffer.from(body as string, 'latin1'),
      Buffer.from('\nendobj\n'),
    ]);
    out.push(text);
    length += text.length;
  };
  const stream = (dictionary: string, content: Buffer): Buffer => {
    const packed = deflateSync(content, { level: 9 });
    return Buffer.concat([
      Buffer.from(`<<${dictionary} /Filter /FlateDecode /Length ${packed.length}>>\nstream\n`),
      packed,
      Buffer.from('\nendstream'),
    ]);
  };

  for (const { number, body } of objects.filter(({ hasStream }) => hasStream))
    put(number, rounded(body));
  let next = Math.max(...objects.map(({ number }) => number)) + 1;
  const small = objects.filter(({ hasStream }) => !hasStream);
  for (let from = 0; from < small.length; from += PACKED) {
    const pack = small.slice(from, from + PACKED);
    let offset = 0;
    const heads = pack.map(({ number, body }, which) => {
      places.set(number, [2, next, which]);
      const head = `${number} ${offset}`;
      offset += body.length + 1;
      return head;
    });
    const first = Buffer.from(`${heads.join(' ')}\n`);
    const content = Buffer.concat([
      first,
      ...pack.flatMap(({ body }) => [body, Buffer.from('\n')]),
    ]);
    put(next++, stream(`/Type /ObjStm /N ${pack.length} /First ${first.length}`, content));
  }

  const start = length;
  places.set(next, [1, start, 0]);
  const table = Buffer.alloc(7 * (next + 1));
  table.writeUInt16BE(0xff_ff, 5); // the first one is always free
  for (const [number, [kind, where, which]] of places) {
    table[7 * number] = kind;
    table.writeUInt32BE(where, 7 * number + 1);
    table.writeUInt16BE(which, 7 * number + 5);
  }
  put(next, stream(`/Type /XRef /Size ${next + 1} /W [1 4 2] ${trailer}`, table));
  out.push(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return new Uint8Array(Buffer.concat(out));
}

function read(bytes: Buffer): { objects: PdfObject[]; trailer: string } {
  const text = bytes.toString('latin1');
  const wrong = (what: string): never => {
    throw new Error(`this PDF isn’t as Chromium writes them: ${what}`);
  };
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? wrong('no startxref'));
  const [head, count] =
    /^xref\s+0 (\d+)\s+/.exec(text.slice(table, table + 60)) ?? wrong('no table of objects');
  const lines = text.slice(table + head.length, table + head.length + 20 * Number(count));
  const objects = [...lines.matchAll(/(\d{10}) (\d{5}) n/g)].map(([, at, generation]) => {
    const from = Number(at);
    const start = /^(\d+) 0 obj\s*/.exec(text.slice(from, from + 30));
    if (!start || Number(generation) !== 0) return wrong(`no object at ${from}`);
    return { number: Number(start[1]), from: from + start[0].length, hasStream: false };
  });
  const starts = objects.map(({ from }) => from).sort((a, b) => a - b);
  const after = new Map(starts.map((from, at) => [from, starts[at + 1] ?? table]));
  return {
    trailer: [
      .../\/(?:Root|Info) \d+ 0 R/g[Symbol.matchAll](
        text.slice(table + head.length + 20 * Number(count)),
      ),
    ].join(' '),
    objects: objects.map(({ number, from }) => {
      const end = text.lastIndexOf('endobj', after.get(from));
      const body = bytes.subarray(from, end);
      const start = text.slice(from, Math.min(end, from + 2000));
      return {
        number,
        body: withoutDates(body, start),
        hasStream: /stream\s*$/.test(text.slice(end - 12, end)),
      };
    }),
  };
}

/** Chromium tells the title and no more. A PDF has two places for it, one for the licence. */
function withAbout(objects: readonly PdfObject[], about: About): PdfObject[] {
  const number = Math.max(...objects.map((one) => one.number)) + 1;
  const packet = Buffer.from(xmp(about));
  const told = objects.map((one): PdfObject => {
    const text = one.hasStream ? '' : one.body.toString('latin1');
    const more = /\/Type\s*\/Catalog\b/.test(text)
      ? `/Metadata ${number} 0 R`
      : /\/Producer\s*\(/.test(text)
        ? `/Author ${pdfText(about.author)} /Subject ${pdfText(about.subject)}`
        : '';
    return more === ''
      ? one
      : { ...one, body: Buffer.from(text.replace(/^<</, `<<${more} `), 'latin1') };
  });
  return [
    ...told,
    {
      number,
      hasStream: true,
      body: Buffer.concat([
        Buffer.from(`<</Type /Metadata /Subtype /XML /Length ${packet.length}>>\nstream\n`),
        packet,
        Buffer.from('\nendstream'),
      ]),
    },
  ];
}
const pdfText = (text: string): string =>
  `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

const xmp = ({ title, author, subject, licence }: About): string => {
  const one = (name: string, list: string, text: string): string =>
    `<dc:${name}><rdf:${list}><rdf:li xml:lang="x-default">${toXhtml(h('i', {}, text).childNodes)}</rdf:li></rdf:${list}></dc:${name}>`;
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>${one('title', 'Alt', title)}${one('creator', 'Seq', author)}${one('description', 'Alt', subject)}${one('rights', 'Alt', licence)}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`;
};

/** When it was made is nobody’s business: the same book gives the same bytes. */
const withoutDates = (body: Buffer, start: string): Buffer =>
  /\/(CreationDate|ModDate) /.test(start)
    ? Buffer.from(
        body.toString('latin1').replace(/\/(CreationDate|ModDate) \([^)]*\)\s*/g, ''),
        'latin1',
      )
    : body;

/** The dictionary of what's drawn on a page, and of nothing else. */
const DRAWN = /^<<\/Filter \/FlateDecode\s+\/Length (\d+)>>\s+stream\r?\n/;

/**
 * Chromium says to a ten-millionth of a pixel where each letter stands. A hundredth will do, and takes a fifth
 * less.
 */
function rounded(body: Buffer): Buffer {
  const [head, length] = DRAWN.exec(body.subarray(0, 200).toString('latin1')) ?? [];
  if (head === undefined) return body;
  const content = body.subarray(head.length, head.length + Number(length));
  const text = inflateSync(content).toString('latin1');
  const shorter = text.replace(
    /^(-?\d+\.\d{3,}) (-?[\d.]+) Td/gm,
    (_, x: string, y: string) => `${Number(x).toFixed(2)} ${y} Td`,
  );
  const packed = deflateSync(Buffer.from(shorter, 'latin1'), { level: 9 });
  return Buffer.concat([
    Buffer.from(`<</Filter /FlateDecode /Length ${packed.length}>>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ]);
}
