// Fills in where a reader is, on the start page. What the browser keeps may change in another tab, and
// is read again when the reader comes back to this one.
import { url } from '../../book/url.ts';
import { LEFT, PLACE, placeKept, READ, readKept } from '../reading/place.ts';
import { recall, remember } from '../preferences.ts';
import { keptNow } from '../questions/kept.ts';
import { once } from '../workbench/loaders.ts';
import { ahead, fetchJson, isNotLoaded } from '../workbench/loading.ts';
import { watchList } from '../workbench/saved.ts';
import {
  ago,
  chaptersOf,
  howFar,
  KINDS,
  nextAfter,
  whereIs,
  withRead,
  type Book,
  type Done,
  type HowFar,
  type KindName,
  type PartOfBook,
  type Thing,
} from './how-far.ts';

const root = document.querySelector<HTMLElement>('#so-far')!;
const forget = root.querySelector<HTMLButtonElement>('.forget button')!;
const status = root.querySelector<HTMLElement>('.forget [role=status]')!;

const done: Done = {
  read: new Set(),
  solved: new Set(),
  built: new Set(),
  lent: new Set(),
  caught: new Set(),
  answered: new Map(),
  now: 0,
};

const bookNow = (): Promise<Book> =>
  once('so-far', () => fetchJson(url('so-far.json')) as Promise<Book>);

function linkTo({ title, href }: Pick<Thing, 'title' | 'href'>): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = title;
  return link;
}

/** Puts this there, unless it's there already: who is on a link stays on it. */
function say(place: Element, ...nodes: (Node | string)[]): void {
  const made = place.cloneNode() as Element;
  made.append(...nodes);
  if (!made.isEqualNode(place)) place.replaceChildren(...made.childNodes);
}

/** Has the page say it, from what's known by now. */
async function draw(): Promise<void> {
  const book = await bookNow();
  document.documentElement.dataset.back = '';
  done.read = readKept();
  done.now = Date.now();
  drawWhere(book);
  for (const part of book) drawPart(part);
  // the list of contents has its marks, too
  for (const one of chaptersOf(book))
    document.querySelector<HTMLElement>(`[data-read~="${one.id}"] .read`)!.hidden =
      !KINDS.chapters.isDone(one, done);
}

function drawWhere(book: Book): void {
  const place = placeKept();
  const { chapter, section } = whereIs(place ?? '', book);
  const when = ago(Number(recall(LEFT)), done.now);
  const part = (what: string): Element => root.querySelector(`[data-say=${what}]`)!;
  if (place === undefined) say(part('left'), 'Where you were is forgotten.');
  else if (!chapter)
    say(part('left'), 'The chapter you were in isn’t in this edition of the book.');
  else {
    const href = section ? `${chapter.href}#${section.id}` : chapter.href;
    const where = section ? [', at “', section.title, '”'] : [', at its beginning'];
    say(
      part('left'),
      linkTo({ title: chapter.title, href }),
      ...where,
      when ? `. You last read ${when}.` : '',
    );
  }
  const next = nextAfter(chapter, book, done);
  say(part('next'), next ? linkTo(next) : 'You’ve read all the chapters there are.');
  const questions = book.flatMap(({ things }) => things.questions);
  const { also } = KINDS.questions;
  const due = questions.filter((one) => also!.holds(one, done));
  say(
    part('today'),
    ...(due.length === 0
      ? ['No question is due.']
      : [`${due.length} ${due.length === 1 ? 'question comes' : 'questions come'} again: `, linkTo(due[0]!)]), // prettier-ignore
  );
}

function drawPart({ name, things }: PartOfBook): void {
  const part = root.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  const of = (kind: KindName): HowFar => howFar(kind, things[kind], done);
  const { count, of: all } = of('chapters');
  const state = `${count === all ? '✓ ' : ''}${count} of ${all} ${all === 1 ? 'chapter' : 'chapters'} read`;
  part.querySelector('.state')!.textContent = state;
  document.querySelector(`#contents [data-state-of="${name}"]`)!.textContent = state;
  for (const row of part.querySelectorAll<HTMLElement>('[data-kind]')) {
    const kind = row.dataset.kind as KindName;
    const { count, words, next } = of(kind);
    row.querySelector('progress')!.value = count;
    row.querySelector('.count')!.textContent = words;
    say(row.querySelector('.next')!, ...(next ? ['Next: ', linkTo(next)] : []));
  }
  drawMarks(part.querySelector('.marks')!, things.chapters);
}

function drawMarks(marks: Element, chapters: readonly Thing[]): void {
  if (!marks.querySelector('ul')) {
    const list = document.createElement('ul');
    list.className = 'chapters';
    const said = document.createElement('p');
    said.role = 'status';
    list.append(...chapters.map((one) => markOf(one, said)));
    marks.append(list, said);
  }
  for (const [at, input] of marks.querySelectorAll('input').entries())
    input.checked = KINDS.chapters.isDone(chapters[at]!, done);
}
/** @param said Where it’s told how that went. */
function markOf(chapter: Thing, said: HTMLElement): HTMLLIElement {
  const item = document.createElement('li');
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = 'checkbox';
  input.onchange = () => {
    const isRead = input.checked;
    remember(READ, [...withRead(readKept(), chapter, isRead)].join(' ') || undefined);
    ahead(
      draw().then(() => {
        said.textContent =
          input.checked === isRead
            ? `${chapter.title}: marked as ${isRead ? 'read' : 'unread'}.`
            : 'Your browser keeps nothing here, or has no room for it.';
      }),
    );
  };
  label.append(input, ` ${chapter.title}`);
  item.append(label);
  return item;
}

/** What was forgotten on this page. */
let before: (readonly [key: string, value: string | undefined])[] | undefined;
forget.onclick = () => {
  const kept = before ?? [PLACE, LEFT, READ].map((key) => [key, recall(key)] as const);
  for (const [key, value] of kept) remember(key, before && value);
  before = before ? undefined : kept;
  forget.textContent = before ? 'Take it back' : 'Forget what I’ve read';
  status.textContent = before ? 'Forgotten.' : 'It’s back.';
  for (const on of document.querySelectorAll<HTMLElement & { show(): void }>('reading-on'))
    on.show();
  ahead(draw());
};

const LISTS = { solved: 'solved', built: 'steps', lent: 'lent', caught: 'caught' } as const;
let isBegun = false;

/** Where what it needs doesn't come, the page is as it is for a new reader. */
export const show = (): Promise<void> =>
  fill().catch((error: unknown) => {
    delete document.documentElement.dataset.back;
    if (!isNotLoaded(error)) throw error;
  });

async function fill(): Promise<void> {
  await draw();
  const answers = keptNow().then((answered) => void (done.answered = answered));
  if (!isBegun) {
    isBegun = true;
    for (const [what, list] of Object.entries(LISTS))
      watchList(list, (names) => {
        done[what as keyof typeof LISTS] = names;
        ahead(draw());
      });
    document.addEventListener('visibilitychange', () => document.hidden || ahead(show()));
  }
  await answers;
  await draw();
}
