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
  if (name.includes('\\')) return 'Separate folders by /, not by \\.';
  if (name.startsWith('/') || /^[a-z]:/i.test(name))
    return 'The name starts in the stage’s folder: leave out the / or the drive at its beginning.';
  if (parts.includes('..') || parts.includes('.'))
    return 'Name the folders themselves: . and .. don’t work here.';
  if (parts.includes('')) return 'There’s one / too many.';
  if (name.length > LONGEST)
    return `The name is too long: it has ${name.length} characters, and ${LONGEST} is the limit.`;
  if (!parts.every((part) => PART.test(part)))
    return 'A name may have letters from a to z, digits, and - _ . @, but no spaces.';
  if (parts.some((part) => part.startsWith('.') || part.endsWith('.')))
    return 'A name can’t begin or end with a dot.';
  if (!ENDINGS.includes(last.split('.').slice(1).at(-1) ?? ''))
    return `The name has to end in ${ENDINGS.slice(0, -1).map((ending) => `.${ending}`).join(', ')} or .${ENDINGS.at(-1)!}.`; // prettier-ignore
  if (/^(node_modules|exercises)$/i.test(parts[0]!) && parts.length > 1)
    return `${parts[0]} isn’t yours to use: choose another folder.`;
  if (parts.some((part) => DEVICE.test(part))) return 'Windows reserves that name for a device.';
  // some systems don't tell large letters from small ones
  const lower = name.toLowerCase();
  for (const other of taken) {
    const theirs = other.toLowerCase();
    if (theirs === lower) return `There’s already a file ${other}.`;
    if (theirs.startsWith(`${lower}/`)) return `${name} is already a folder.`;
    if (lower.startsWith(`${theirs}/`)) return `${other} is a file, not a folder.`;
  }
  return undefined;
}

const MOST_NAMES = 5;

/** Files in a sentence, which takes no more room than that. */
export function namesOf(names: readonly string[]): string {
  const some = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${some} and ${names.length - MOST_NAMES} more` : some;
}
