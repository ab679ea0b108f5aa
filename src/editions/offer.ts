// The editions on the site: links to them on the pages that have room for that, and at every page's foot
// the way there.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
 * Writes links into the start page and into *Take it home*, and shows the one in the footer. A second time it writes them anew.
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
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.html')) continue;
    const file = join(dir, name);
    const html = readFileSync(file, 'utf8');
    const shown = html.replace(AT_FOOT, '$1$2');
    if (shown !== html) writeFileSync(file, shown);
  }
}
const AT_FOOT = /(<a class="to-editions[^>]*?) hidden([^>]*>)/;
const FILLED = /<(li|p) id="editions"([^>]*?)(?<! hidden)([^>]*)>The whole book[^]*?<\/\1>/;

/** @throws {Error} if there's no built site. */
export function needSite(dir: string): void {
  if (!existsSync(join(dir, 'index.html')))
    throw new Error(
      `there’s no built site in ${dir}: run "npm run editions", which builds it first`,
    );
}
