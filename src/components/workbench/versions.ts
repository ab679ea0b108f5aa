// Questions about versions of a file, and the list of those that were put aside, in a box or in the
// lab.
import type { Version, Why } from '../../store/records.ts';
import { AROUND, showDifference, showDifferences, whole, type Difference } from './difference.ts';
import type { Files } from './files.ts';
import { mayLeadIntoText } from './into-text.ts';
import { whenOf } from './when.ts';

export interface Asked<C> {
  /** Settles once the reader has chosen. */
  answer: Promise<C>;
  /** Shows the differences anew: one of the texts is another by now. */
  show(): void;
  /** It's not asked any more, and never answered. */
  withdraw(): void;
}

export interface Question<C extends string> {
  /** Names the panel. */
  label: string;
  text: string | Node;
  /** What is shown below it. */
  shows: () => readonly Difference[];
  choices: Readonly<Record<C, string>>;
  /** Whether the reader came here for it, so that it takes the focus. */
  hasFocus?: boolean;
}

/** How long it takes a reader at the least to see what a question is about, in milliseconds. */
const A_LOOK = 700;

/** A click that was meant for what was here before, or a key that is held down, is no answer. */
function startLater(button: HTMLButtonElement): void {
  button.disabled = true;
  setTimeout(() => (button.disabled = false), A_LOOK);
}

/** Asks in the box's own place, without hurry: the box works as before meanwhile. */
export function ask<C extends string>(
  root: Element,
  { label, text, shows, choices, hasFocus = false }: Question<C>,
): Asked<C> {
  const panel = document.createElement('section');
  panel.className = 'question';
  panel.ariaLabel = label;
  panel.tabIndex = -1;
  const what = document.createElement('p');
  what.append(text);
  if (!hasFocus) what.role = 'alert'; // a status that comes together with its text isn't read
  const differences = document.createElement('div');
  const show = (): void =>
    differences.replaceChildren(
      showDifferences(
        shows().map(({ file, from, to }) => ({ file, from: whole(from), to: whole(to) })),
        AROUND,
      ),
    );
  show();
  const buttons = document.createElement('p');
  buttons.className = 'choices';
  panel.append(what, differences, buttons);
  root.querySelector('.questions')!.append(panel);
  if (hasFocus) panel.focus();
  const answer = new Promise<C>((resolve) => {
    for (const [choice, name] of Object.entries(choices) as [C, string][]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = name;
      if (!buttons.firstChild) button.className = 'primary';
      button.onclick = () => {
        const hadFocus = panel.contains(document.activeElement);
        panel.remove();
        const next = mayLeadIntoText() ? '.cm-content, .code code' : 'button.primary';
        if (hadFocus) root.querySelector<HTMLElement>(next)?.focus({ preventScroll: true });
        resolve(choice);
      };
      if (hasFocus && !buttons.firstChild) startLater(button);
      buttons.append(button);
    }
  });
  return { answer, show, withdraw: () => panel.remove() };
}

const REASONS: Readonly<Record<Why, string>> = {
  link: 'replaced by code from a link',
  tab: 'from when you changed it in two tabs',
  edition: 'from before the book’s new version',
  chapter: 'replaced by the chapter’s, or by the lab’s',
  reset: 'from before Reset',
  version: 'from before an older version came back',
  page: 'typed just before you closed its page',
  deleted: 'from before it was deleted',
  solution: 'from before you took the solution',
  step: 'from before the book’s code replaced it',
  home: 'from before your work from home came in',
  conflict: 'from home, where you changed the same lines',
  part: 'from before your work on another part came in',
  aside: 'from elsewhere, because it didn’t fit in here',
  carried: 'from before your changes from elsewhere were carried over',
  format: 'from before Format',
  name: 'replaced by another file of that name',
  import: 'from before you brought all your work in',
};

function whatItChanges({ files: theirs }: Version, files: Files): Node[] {
  const what = document.createElement('p');
  what.textContent = 'Lines with + are from that version, lines with − are in the box now:';
  return [
    what,
    showDifference(
      Object.fromEntries(theirs.map(([file, text]) => [file, whole(text ?? '')])),
      (file) => whole(files.code(file)),
      AROUND,
    ),
  ];
}

interface Shown {
  files: Files;
  /** Those that the reader has deleted since the page was loaded. */
  dropped: readonly Version[];
  restore: (version: Version) => void;
  drop: (version: Version) => void;
  undrop: (version: Version) => void;
}

const shownIn = new WeakMap<Element, string>();

/** Shows the list of versions where there are any, with those that can be taken back onto it. */
export function showVersions(root: Element, versions: readonly Version[], shown: Shown): void {
  const place = root.querySelector<HTMLDetailsElement>('.versions')!;
  const { dropped } = shown;
  const key = JSON.stringify([versions, dropped].map((some) => some.map(({ id, at }) => [id, at])));
  if (shownIn.get(place) === key) return;
  shownIn.set(place, key);
  const focused = place.contains(document.activeElement) && document.activeElement;
  const held = focused && focused.closest<HTMLElement>('li')?.dataset.version;
  const all = [...versions, ...dropped].sort((a, b) => b.at - a.at || b.id - a.id);
  place.hidden = all.length === 0;
  place.querySelector('summary')!.textContent = `Your versions (${versions.length})`;
  place
    .querySelector('ul')!
    .replaceChildren(
      ...all.map((version) =>
        dropped.includes(version) ? droppedRow(version, shown) : rowOf(version, shown),
      ),
    );
  if (!focused) return;
  const same = held && place.querySelector<HTMLElement>(`li[data-version="${held}"] button`);
  (same || place.querySelector('summary')!).focus({ preventScroll: true });
}

function row({ id, at }: Version, said: string): { item: HTMLElement; button: MakeButton } {
  const item = document.createElement('li');
  item.dataset.version = `${id}`;
  const what = document.createElement('p');
  what.textContent = said;
  item.append(what);
  const button: MakeButton = (name, of, act) => {
    const it = document.createElement('button');
    it.type = 'button';
    it.textContent = name;
    it.ariaLabel = `${name}: ${of} of ${whenOf(at)}`;
    it.onclick = act;
    item.append(it);
  };
  return { item, button };
}
type MakeButton = (name: string, of: string, act: () => void) => void;

const saidOf = ({ at, why, files }: Version): string =>
  `${whenOf(at)}, ${REASONS[why]}: ${files.map(([file]) => file).join(', ')}`;

function rowOf(version: Version, { files, restore, drop }: Shown): HTMLElement {
  const { item, button } = row(version, saidOf(version));
  const difference = document.createElement('div');
  const show = (isOpen: boolean): void =>
    difference.replaceChildren(...(isOpen ? whatItChanges(version, files) : []));
  button('Show', 'the version', () => show(!difference.firstChild));
  button('Put back', 'the version', () => {
    show(false); // it is what is in the box now
    restore(version);
  });
  button('Delete', 'the version', () => drop(version));
  item.append(difference);
  return item;
}

/** At once, as a second press that asks for nothing would be: and so it can be taken back. */
function droppedRow(version: Version, { undrop }: Shown): HTMLElement {
  const { item, button } = row(version, `Deleted: ${saidOf(version)}`);
  button('Undo', 'you have deleted the version', () => undrop(version));
  return item;
}
