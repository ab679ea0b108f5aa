// What's folded at the end of a chapter, once a reader opens it: faults to catch, the chapter's questions and what
// comes again, or a mixed set of the part. On the questions' own page they're there already.
import * as v from 'valibot';
import { Door } from '../../door/door.ts';
import { amount, list, text } from '../../door/shapes.ts';
import { recall, remember } from '../preferences.ts';
import { once } from '../workbench/loaders.ts';
import { whatFailed } from '../workbench/loading.ts';
import { all, questionOf, type Asking } from './all-questions.ts';
import { comesAgain, DAY, fromElsewhere, fromLongAgo, inTurn, setOf } from './coming-again.ts';
import { kept, restAtLeast } from './kept.ts';
import { QuestionBox } from './question-box.ts';
import styles from './questions.css?url&no-inline';

const tab = (): Storage => sessionStorage;

/** Questions that were drawn in this tab, and when. */
const Drawn = v.object({ ids: list(text(200), 20), at: amount });
type Drawn = v.InferOutput<typeof Drawn>;

/** The same ones for a day, or until others are wanted: a reload takes none of them away. */
function drawn(key: string, known: readonly string[], draw: () => string[], isNew = false): Drawn {
  const before = isNew ? undefined : new Door().admitJson(Drawn, recall(key, tab) ?? null);
  if (before && before.at > Date.now() - DAY && before.ids.every((id) => known.includes(id)))
    return before;
  const made = { ids: draw(), at: Date.now() };
  remember(key, JSON.stringify(made), tab);
  return made;
}

/** Imported, they'd be in every page. On the questions' own page they're there. */
const styled = (): Promise<unknown> =>
  once(styles, () => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = styles;
    document.head.append(link);
    return new Promise((resolve) => (link.onload = link.onerror = resolve));
  });

/** @param since What was answered before isn't shown. */
async function boxOf(chapters: readonly Asking[], id: string, since: number): Promise<QuestionBox> {
  const { chapter } = chapters.find(({ questions }) => questions.includes(id))!;
  const box = (await questionOf(chapter, id)) as QuestionBox;
  customElements.upgrade(box);
  box.since = since;
  return box;
}

async function boxesOf(
  chapters: readonly Asking[],
  ids: readonly string[],
  since: (id: string) => number,
  isFrom: boolean,
): Promise<QuestionBox[]> {
  const boxes = await Promise.all(ids.map((id) => boxOf(chapters, id, since(id))));
  for (const box of boxes) box.querySelector<HTMLElement>('.from')!.hidden = !isFrom;
  return boxes;
}

const line = (words: string): HTMLParagraphElement => {
  const made = document.createElement('p');
  made.textContent = words;
  return made;
};

async function ofChapter(chapter: string): Promise<Node[]> {
  const [chapters, known] = await Promise.all([all(), kept()]);
  const own = chapters.find((one) => one.chapter === chapter)?.questions ?? [];
  const since = (id: string): number => (comesAgain(known.get(id), Date.now()) ? Date.now() : 0);
  const ids = chapters.flatMap(({ questions }) => questions);
  const others = drawn(`tasque:again:${chapter}`, ids, () => fromElsewhere(known, own, ids));
  const again = await boxesOf(chapters, others.ids, () => others.at, true);
  return [
    ...(await boxesOf(chapters, own, since, false)),
    ...(again.length > 0 ? [line('And again, from chapters before:')] : []),
    ...again,
  ];
}

async function ofPart(part: string, fold: HTMLElement, isNew = false): Promise<Node[]> {
  const [chapters, known] = await Promise.all([all(), kept()]);
  const its = chapters.filter((one) => one.part === part);
  const ids = inTurn(its.map(({ questions }) => questions));
  const set = drawn(`tasque:set:${part}`, ids, () => setOf(known, ids), isNew);
  const more = document.createElement('button');
  more.type = 'button';
  more.className = 'plain';
  more.textContent = 'Draw another set';
  more.onclick = () =>
    void ofPart(part, fold, true).then((nodes) => {
      fill(fold, nodes);
      fold.querySelector<HTMLElement>('summary')!.focus();
    });
  const wayOn = document.createElement('p');
  wayOn.append(more);
  return [...(await boxesOf(its, set.ids, () => set.at, true)), wayOn];
}

async function fromLongBefore(fold: HTMLElement): Promise<Node[]> {
  const [chapters, known] = await Promise.all([all(), kept()]);
  const ids = chapters.flatMap(({ questions }) => questions);
  const due = (): string[] => [fromLongAgo(known, ids, Date.now()) ?? []].flat();
  const { ids: drawnIds, at } = drawn('tasque:long-ago', ids, due);
  const boxes = await boxesOf(chapters, drawnIds, () => at, true);
  const done = (): void => {
    restAtLeast(Date.now() + DAY);
    fold.parentElement!.querySelector('button')!.hidden = true;
  };
  for (const box of boxes) box.onDone = done;
  if (boxes.length === 0) done();
  return boxes.length > 0 ? boxes : [line('None is due today.')];
}

/** Puts this in the place of all but the summary. */
function fill(fold: HTMLElement, nodes: readonly Node[]): void {
  const summary = fold.querySelector('summary')!; // it stays where it is: else the focus goes
  while (summary.nextSibling) summary.nextSibling.remove();
  fold.append(...nodes);
}

/** @param fold What Questions.astro makes, or Faults.astro. */
export async function open(fold: HTMLElement): Promise<void> {
  const { of, part, faults } = fold.dataset;
  fold.querySelector('.trouble')?.remove();
  try {
    if (faults !== undefined)
      return void (await (await import('../break-it/break-it.ts')).open(fold));
    await styled();
    const nodes =
      of !== undefined
        ? ofChapter(of)
        : part !== undefined
          ? ofPart(part, fold)
          : fromLongBefore(fold);
    fill(fold, await nodes);
  } catch (error) {
    const trouble = line(whatFailed(error));
    trouble.className = 'trouble';
    trouble.role = 'status';
    fold.append(trouble);
  }
}
