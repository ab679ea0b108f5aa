// How files may be called that a reader adds to a stage: as the book's are, so that every system
// can unpack them and no name can be a sentence, or take the room of a page.

/** In characters. */
const LONGEST = 100;
const PART = /^[\w.@-]+$/;
const ENDINGS = ['ts', 'mts', 'js', 'mjs', 'json', 'md', 'txt'];
/** What Windows takes for a device, whatever its ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

export const isPath = (name: string): boolean => /^[\w.@-]+(\/[\w.@-]+)*$/.test(name);
/** Whether a link may name it. */
export const isFileName = (name: string): boolean => name.length <= LONGEST && isPath(name);

export const isCode = (file: string): boolean => /(?<!\.d)\.m?[jt]s$/.test(file);

/** Whether it's the type checker's. */
export const isTyped = (file: string): boolean => /\.m?ts$/.test(file);

/**
 * Why a file can't be called so, as a sentence; nothing if it can.
 * @param name From the stage's folder.
 * @param taken Those that there are.
 */
export function whyNotNamed(name: string, taken: readonly string[]): string | undefined {
  const parts = name.split('/');
  const last = parts.at(-1)!;
  if (name.trim() === '' || last === '') return 'A file needs a name, such as src/heap.ts.';
  if (name.includes('\\')) return 'Folders are parted by /, not by \\.';
  if (name.startsWith('/') || /^[a-z]:/i.test(name))
    return 'The name begins at the stage’s folder, without a / or a drive before it.';
  if (parts.includes('..') || parts.includes('.'))
    return 'Name the folders themselves: . and .. aren’t possible here.';
  if (parts.includes('')) return 'There is a / too many.';
  if (name.length > LONGEST)
    return `The name is too long: ${name.length} characters, and ${LONGEST} are possible.`;
  if (!parts.every((part) => PART.test(part)))
    return 'Names are made of letters from a to z, digits, and - _ . @ here, without blanks.';
  if (parts.some((part) => part.startsWith('.') || part.endsWith('.')))
    return 'A name can’t begin or end with a dot.';
  if (!ENDINGS.includes(last.split('.').slice(1).at(-1) ?? ''))
    return `The name has to end in ${ENDINGS.slice(0, -1).map((ending) => `.${ending}`).join(', ')} or .${ENDINGS.at(-1)!}.`; // prettier-ignore
  if (/^(node_modules|exercises)$/i.test(parts[0]!) && parts.length > 1)
    return `${parts[0]} belongs to others: choose another folder.`;
  if (parts.some((part) => DEVICE.test(part))) return 'Windows keeps that name for a device.';
  // some systems don't tell large letters from small ones
  const lower = name.toLowerCase();
  for (const other of taken) {
    const theirs = other.toLowerCase();
    if (theirs === lower) return `There is a file ${other} already.`;
    if (theirs.startsWith(`${lower}/`)) return `${name} is a folder already.`;
    if (lower.startsWith(`${theirs}/`)) return `${other} is a file, and no folder.`;
  }
  return undefined;
}

const MOST_NAMES = 5;

/** Files in a sentence, which takes no more room than that. */
export function namesOf(names: readonly string[]): string {
  const some = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${some} and ${names.length - MOST_NAMES} more` : some;
}
