// What the book's pages may do, as a Content-Security-Policy in the page itself: it holds on hosts that send no headers, too.
import { createHash } from 'node:crypto';
import { FRAME_SCRIPT } from '../runner/page/frame-page.ts';

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** Where WebContainer comes from, when a reader asks for it. */
const NODE = 'https://stackblitz.com';

/** For the frame in which WebContainer's client lives. */
export const FRAME_POLICY = `default-src 'none'; script-src 'self'; connect-src 'self' ${NODE}; frame-src ${NODE}; worker-src 'self' blob:; base-uri 'none'`;

/**
 * @param inline The scripts that stand in the page.
 * @param runs Whether programs run on the page. Their frame has a policy of its own that lets nothing out, but what its
 * workers need has to be allowed here as well, since a frame without an address inherits: eval, and scripts made of text.
 */
export function policy(inline: string[], runs: boolean): string {
  const scripts = ["'self'", "'wasm-unsafe-eval'", ...inline.map(hashOf)]; // WebAssembly is what searches
  return Object.entries({
    'default-src': ["'none'"],
    'script-src': runs ? [...scripts, "'unsafe-eval'", 'blob:', 'data:', hashOf(FRAME_SCRIPT)] : scripts,
    'style-src': ["'self'", "'unsafe-inline'"], // the editor and the terminal write their own; positions in timelines are styles
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': runs ? ["'self'", NODE] : ["'self'"],
    'worker-src': runs ? ["'self'", 'blob:', 'data:'] : ["'self'"],
    'frame-src': runs ? ["'self'", NODE] : ["'none'"],
    'manifest-src': ["'self'"],
    'form-action': ["'self'", NODE],
    'base-uri': ["'none'"],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
