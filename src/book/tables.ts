// Tables in a chapter's text: one that's wider than a phone scrolls, and who has no mouse scrolls it by
// keys. So each is in a region that takes the focus, and has a name.

const TABLE = /<table>([^]*?)<\/table>/g;
const HEADER = /<th[^>]*>([^]*?)<\/th>/g;

/** @param html A chapter's text; what components make of tables is theirs. */
export const scrollTables = (html: string): string =>
  html.replace(TABLE, (table, inside: string) => {
    const headers = [...inside.matchAll(HEADER)].map(([, text]) =>
      text!.replaceAll(/<[^>]*>/g, '').trim(),
    );
    const name = ['Table', headers.filter(Boolean).join(', ')].filter(Boolean).join(': ');
    return `<div class="scrolls" role="region" tabindex="0" aria-label="${name.replaceAll('"', '&quot;')}">${table}</div>`;
  });
