// The editions on the site: a link to each on the pages that have room for it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In a built page, where the editions are offered once they're there. */
const ROOM = /<(li|p) id="editions"([^>]*?) hidden([^>]*)><\/\1>/;

export interface Offered {
  /** From the site's root on. */
  path: string;
  /** As in `PDF`. */
  name: string;
  bytes: number;
  pages?: number;
}

const sizeOf = ({ bytes, pages }: Offered): string =>
  `${pages === undefined ? '' : `${pages} pages, `}${(bytes / 1e6).toFixed(1)} MB`;

/**
 * Writes links into the start page and into *Take it home*. A second time it writes them anew.
 * @param base The site's path in its address.
 * @throws {Error} if a page has no room for them.
 */
export function offer(dir: string, base: string, editions: readonly Offered[]): void {
  const links = editions.map(
    (one) => `<a href="${base}${one.path}">${one.name}</a> (${sizeOf(one)})`,
  );
  for (const page of ['index.html', 'fork/index.html']) {
    const file = join(dir, page);
    const html = readFileSync(file, 'utf8').replace(FILLED, '<$1 id="editions"$2 hidden$3></$1>');
    if (!ROOM.test(html)) throw new Error(`${file} has no room for the editions`);
    writeFileSync(
      file,
      html.replace(
        ROOM,
        (_, tag, before, after) =>
          `<${tag} id="editions"${before}${after}>The whole book to read without a browser: ${links.join(' and ')}.</${tag}>`,
      ),
    );
  }
}
const FILLED = /<(li|p) id="editions"([^>]*?)(?<! hidden)([^>]*)>The whole book[^]*?<\/\1>/;

/** @throws {Error} if there's no built site. */
export function needSite(dir: string): void {
  if (!existsSync(join(dir, 'index.html')))
    throw new Error(
      `there’s no built site in ${dir}: run "npm run editions", which builds it first`,
    );
}
