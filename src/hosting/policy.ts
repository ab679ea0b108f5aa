// What the book's pages may do, as a Content-Security-Policy in the page itself: it holds on hosts
// that send no headers, too.
import { createHash } from 'node:crypto';

const hashOf = (script: string): string =>
  `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** Where WebContainer comes from, when a reader asks for it. */
const NODE = 'https://stackblitz.com';

/** For the frame in which WebContainer's client lives. */
export const FRAME_POLICY = `default-src 'none'; script-src 'self'; connect-src 'self' ${NODE}; frame-src ${NODE}; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;

/**
 * For the document in which programs run. Its workers inherit it: they run scripts made of text,
 * and request nothing.
 *
 * No page may do that, so the document has an address of its own. What was tried before:
 * - `srcdoc` (and a frame of `blob:` or `data:`) needs no address, and works offline, but it
 *   inherits the page's policy, so each
 *   page had to allow `eval`, `blob:` and `data:` too. Markup that got into a page could then run as `<script src="data:…">`.
 * - `<iframe sandbox="allow-scripts" src>` alone has no origin, so no service worker answers for
 *   it: offline it's an error page, and on a
 *   host without headers a page that the worker isolated refuses it. Firefox takes it for another site's, and wants CORP `cross-origin`.
 * - `csp` on the frame is Chromium's only, and can only narrow what the page allows. So a service
 *   worker that controls the page takes the frame's origin by a header, and elsewhere the frame's
 *   attribute does (runner/page/sandbox.ts). Where neither works, no program runs, and the page
 *   says so: a host without headers, in the one tab whose page an older worker isolated that
 *   doesn't know the document yet.
 */
export const sandboxPolicy = (script: string): string =>
  `default-src 'none'; script-src ${hashOf(script)} 'unsafe-eval' blob: data:; worker-src blob: data:; base-uri 'none'; form-action 'none'`;

/**
 * What it can't stop is listed in docs/security.md: a page may always be led elsewhere (by `<meta
 * http-equiv=refresh>`, a link, a window).
 * @param inline The scripts that stand in the page.
 * @param runs Whether programs run on the page, and so Node may be asked for.
 */
export function policy(inline: string[], runs: boolean): string {
  return Object.entries({
    'default-src': ["'none'"],
    // WebAssembly is what searches
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...inline.map(hashOf)],
    // the editor and the terminal write their own; positions in timelines are styles
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': runs ? ["'self'", NODE] : ["'self'"],
    'worker-src': ["'self'"],
    'frame-src': runs ? ["'self'", NODE] : ["'none'"],
    'manifest-src': ["'self'"],
    'form-action': ["'self'", NODE],
    'base-uri': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['default'], // door/script-url.ts, in the head
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
