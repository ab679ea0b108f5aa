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

/** A click that was meant for what stood here before, or a key that is held down, is no answer. */
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
  if (!hasFocus) what.role = 'status';
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
  return { answer, show };
}

const REASONS: Readonly<Record<Why, string>> = {
  link: 'replaced by code from a link',
  tab: 'from when two tabs had changed it',
  edition: 'from before the book’s new version',
  chapter: 'replaced by the chapter’s, or by the lab’s',
  reset: 'from before Reset',
  version: 'from before an older version came back',
  page: 'typed as its page was closed',
  deleted: 'from before it was deleted',
  solution: 'from before you took the solution over',
  format: 'from before Format',
  name: 'replaced by another file of that name',
};

const SURE = 'Delete it for good?';

function whatItChanges({ files: theirs }: Version, files: Files): Node[] {
  const what = document.createElement('p');
  what.textContent = 'Lines with + are that version’s, lines with − are the ones in the box now:';
  return [
    what,
    showDifference(
      Object.fromEntries(theirs.map(([file, text]) => [file, whole(text ?? '')])),
      (file) => whole(files.code(file)),
      AROUND,
    ),
  ];
}

const shownIn = new WeakMap<Element, string>();

/** Shows the list of versions where there are any. */
export function showVersions(
  root: Element,
  versions: readonly Version[],
  {
    files,
    restore,
    drop,
  }: { files: Files; restore: (version: Version) => void; drop: (version: Version) => void },
): void {
  const place = root.querySelector<HTMLDetailsElement>('.versions')!;
  const key = JSON.stringify(versions.map(({ id, at }) => [id, at]));
  if (shownIn.get(place) === key) return;
  shownIn.set(place, key);
  const hadFocus = place.contains(document.activeElement);
  place.hidden = versions.length === 0;
  place.querySelector('summary')!.textContent = `Your versions (${versions.length})`;
  const items = versions.map((version) => {
    const item = document.createElement('li');
    const when = whenOf(version.at);
    const what = document.createElement('p');
    what.textContent = `${when}, ${REASONS[version.why]}: ${version.files.map(([file]) => file).join(', ')}`;
    const difference = document.createElement('div');
    const button = (name: string, act: () => void): HTMLButtonElement => {
      const it = document.createElement('button');
      it.type = 'button';
      it.textContent = name;
      it.ariaLabel = `${name}: the version of ${when}`;
      it.onclick = act;
      return it;
    };
    const buttons = [
      button('Show', () =>
        difference.replaceChildren(...(difference.firstChild ? [] : whatItChanges(version, files))),
      ),
      button('Put back', () => restore(version)),
      button('Delete', () => {
        if (last.textContent === SURE) return drop(version);
        last.textContent = SURE;
        last.ariaLabel = `${SURE} The version of ${when}`;
      }),
    ];
    const last = buttons.at(-1)!;
    item.append(what, ...buttons, difference);
    return item;
  });
  place.querySelector('ul')!.replaceChildren(...items);
  if (hadFocus) place.querySelector('summary')!.focus();
}
