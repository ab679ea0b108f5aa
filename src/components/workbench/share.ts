// Links with code in them: in the fragment, which browsers don't send.
import * as v from 'valibot';
import { Door } from '../../door/door.ts';
import { count, dictionary, list, text } from '../../door/shapes.ts';
import type { Difference } from './difference.ts';
import { isFileName, isPath, namesOf, whyNotNamed } from './file-names.ts';
import { ask } from './versions.ts';
import type { Edits, Files } from './files.ts';
import { whyNotShown } from './find-unseen.ts';

/** A link unpacks to at most so many characters: it may have been made to do harm. */
const MOST = 400_000;

const Shared = v.object({
  /** Which box it is for. */
  box: v.pipe(
    text(300),
    v.check((box) => box.split(' ').every((part) => part.length < 200 && isPath(part))),
  ),
  /** `null`: the file is to be deleted. */
  edits: v.pipe(
    dictionary(v.nullable(text(MOST)), 200),
    v.check((edits) => Object.keys(edits).every(isFileName)),
  ),
  /** In which order the ready queue goes: the choices of src/orders/. */
  order: v.exactOptional(list(count, 20_000)),
});
export type Shared = v.InferOutput<typeof Shared>;

/** How the code in an address begins. */
const MARK = '#code=';

/** The page's address with the code in it, or how large that is, if no receiver would open it. */
export async function linkTo(
  shared: Shared,
): Promise<string | { characters: number; most: number }> {
  const json = JSON.stringify(shared);
  if (json.length > MOST) return { characters: json.length, most: MOST };
  const packed = await new Response(
    new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw')),
  ).arrayBuffer();
  const url = new URL(location.href);
  url.hash = MARK + toBase64(new Uint8Array(packed));
  return url.href;
}

/** What an address brings along, `undefined` if that is damaged. */
export async function sharedIn(hash: string): Promise<Shared | undefined> {
  try {
    const packed = new Blob([fromBase64(hash.slice(MARK.length))])
      .stream()
      .pipeThrough(new DecompressionStream('deflate-raw'));
    let json = '';
    for (const reader = packed.pipeThrough(new TextDecoderStream()).getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return new Door().admitJson(Shared, json);
      json += value;
      if (json.length > MOST) return undefined;
    }
  } catch {
    return undefined;
  }
}

/**
 * What a reader couldn't see is not put in: see find-unseen.ts. These ends of lines are none to the eye,
 * and end a comment all the same.
 */
const whyNotTaken = (code: string): string | undefined =>
  /[\u2028\u2029]|\r(?!\n)/.test(code)
    ? 'a line ends where it doesn’t seem to'
    : whyNotShown(code)?.replace(/^it has/, 'there are');

const LEAVE = 'Leave it';

/**
 * Shows what a link would change, and takes it out of the page's address once the reader has
 * chosen.
 * @param root The box, or the lab.
 * @param into What that is called: `this box`.
 * @param others Where files can be added and deleted: what else is in the stage's folder.
 * @returns What it would change, and whether the reader took it: `undefined` if there was nothing
 *   to take.
 */
export async function offer(
  root: HTMLElement,
  brought: Edits,
  files: Files,
  into: string,
  others?: readonly string[],
): Promise<{ edits: Edits; isTaken: boolean | undefined }> {
  const forget = (): void => history.replaceState(null, '', location.pathname + location.search);
  const isBooks = (file: string): boolean => files.original(file) !== undefined;
  const all = Object.entries(brought);
  const added = others && whyNotAdded(all, files, others);
  const fits = ([file, code]: [string, string | null]): boolean =>
    isBooks(file)
      ? added !== undefined || code !== null
      : added?.has(file) === true && added.get(file) === undefined;
  const gone = all.filter((one) => !fits(one));
  const differing = all.filter((one) => fits(one) && files.original(one[0]) !== one[1]?.trimEnd());
  const hidden = differing.filter(([, code]) => whyNotTaken(code ?? '') !== undefined);
  const edits = Object.fromEntries(hidden.length > 0 ? [] : differing);
  const difference = ([file, to]: readonly [string, string | null]): Difference => ({
    file,
    from: files.original(file) ?? '',
    to: to ?? '',
  });
  const refused = gone.filter(([file]) => added?.get(file) !== undefined);
  const names = namesOf(gone.filter((one) => !refused.includes(one)).map(([file]) => file));
  const text = document.createElement('span');
  const strong = document.createElement('strong');
  strong.textContent = 'This code came with a link.';
  text.append(strong);
  const hasSome = Object.keys(edits).length > 0;
  const isMine =
    JSON.stringify(Object.entries(edits).sort()) ===
    JSON.stringify(Object.entries(files.edits).sort());
  if (hasSome) text.append(' It isn’t the book’s, and none of it has run.');
  if (hasSome && isMine) text.append(` You already have it in ${into}.`);
  else if (hasSome && files.isEdited())
    text.append(' If you take it, your own version goes on the list “Your versions”.');
  if (refused.length > 0)
    text.append(
      ` It can’t add ${namesOf(refused.map(([file]) => file))}: ${added!.get(refused[0]![0])!}`,
    );
  if (gone.length > refused.length)
    text.append(
      ` This edition of the book has no file ${names}, so the link’s version is only shown here.`,
    );
  const say = (what: string, some: readonly (readonly [string, unknown])[]): void => {
    if (some.length > 0) text.append(` It ${what} ${namesOf(some.map(([file]) => file))}.`);
  };
  say('adds', differing.filter(([file]) => !isBooks(file))); // prettier-ignore
  say('deletes', differing.filter(([, code]) => code === null)); // prettier-ignore
  for (const [file, code] of hidden)
    text.append(` It can’t be taken: in ${file}, ${whyNotTaken(code ?? '')}.`);
  text.append(
    hidden.length > 0
      ? ''
      : hasSome || gone.length > 0
        ? ' This is what it changes in the book’s:'
        : ' It’s the same as the book’s, so there’s nothing to put in.',
  );
  const canTake = hasSome && !isMine;
  const choices: Record<string, string> = canTake
    ? {
        accept: `Put it into ${into}`,
        discard: LEAVE,
      }
    : { discard: 'All right' };
  for (const open of root.querySelectorAll<HTMLButtonElement>(
    '.question[data-link] button:last-child',
  ))
    open.click(); // of an earlier link
  const { answer } = ask(root, {
    label: 'Code from a link',
    text,
    shows: () => [...differing, ...gone].map(difference),
    choices,
    hasFocus: true,
  });
  root.querySelector<HTMLElement>('.questions > :last-child')!.dataset.link = '';
  const choice = await answer;
  if (!root.querySelector('.question[data-link]')) forget();
  return { edits, isTaken: canTake ? choice === 'accept' : undefined };
}

/**
 * The files that a link would add, and why one can't be called so. They share a folder with those
 * that are there, and with each other.
 */
function whyNotAdded(
  brought: readonly (readonly [string, string | null])[],
  files: Files,
  others: readonly string[],
): Map<string, string | undefined> {
  const isBooks = (file: string): boolean => files.original(file) !== undefined;
  const all = [...new Set([...Object.keys(files.originals()), ...files.names])];
  // what the link takes away makes room, and so does a reader's own that it takes the place of
  const names = [
    ...others,
    ...all.filter((file) => !brought.some(([other]) => other === file)),
    ...brought.filter(([file, code]) => isBooks(file) && code !== null).map(([file]) => file),
  ];
  const whys = new Map<string, string | undefined>();
  for (const [file, code] of brought) {
    if (isBooks(file) || code === null) continue;
    const why = whyNotNamed(file, names);
    whys.set(file, why);
    if (why === undefined) names.push(file);
  }
  return whys;
}

const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0),
  );
