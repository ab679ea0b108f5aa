// Links with code in them: in the fragment, which browsers send to nobody.
import { isEdits, type Edits } from '../workbench/kept-edits.ts';

export interface Shared {
  /** Which box of the page it is for. */
  box: string;
  edits: Edits;
}

const MARK = '#code=';
/** More than this no link unpacks to: somebody may have made it to do harm. In characters. */
const MOST = 400_000;

/** The page's address with the code in it. */
export async function linkTo({ box, edits }: Shared): Promise<string> {
  const json = new Blob([JSON.stringify({ box, edits })]);
  const packed = await new Response(json.stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer();
  const url = new URL(location.href);
  url.hash = MARK + toBase64(new Uint8Array(packed));
  return url.href;
}

/**
 * What the page's address brings along, `undefined` if it brings no code.
 * @throws {Error} if it is damaged.
 */
export async function sharedIn(hash: string): Promise<Shared | undefined> {
  if (!hash.startsWith(MARK)) return undefined;
  const packed = new Blob([fromBase64(hash.slice(MARK.length))]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  let json = '';
  for (const reader = packed.pipeThrough(new TextDecoderStream()).getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    json += value;
    if (json.length > MOST) throw new Error('it is too long');
  }
  const shared: unknown = JSON.parse(json);
  const { box, edits } = shared as Shared;
  if (typeof box !== 'string' || !isEdits(edits)) throw new Error('it holds something else');
  return { box, edits };
}

/**
 * Shows what a link would change, and then takes it out of the page's address.
 * @returns Whether the reader took it, `undefined` if there was nothing to take.
 */
export async function offer(panel: HTMLElement, edits: Edits, original: (file: string) => string | undefined): Promise<boolean | undefined> {
  const forget = (): void => history.replaceState(null, '', location.pathname + location.search);
  if (Object.keys(edits).length === 0) return void forget();
  const { showDifference } = await import('../workbench/difference.ts');
  panel.querySelector('.differences')!.replaceChildren(showDifference(edits, original));
  panel.hidden = false;
  panel.focus();
  const taken = await new Promise<boolean>((resolve) => {
    for (const what of ['accept', 'discard']) panel.querySelector<HTMLButtonElement>(`[data-do=${what}]`)!.onclick = () => resolve(what === 'accept');
  });
  panel.hidden = true;
  forget();
  return taken;
}

const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
