// What is said of the steps around the one that is built: whose those before it are, and which is next.
import type { StepOnPage } from './steps-of-stage.ts';
import { listOf, namesOf } from './words.ts';

/**
 * @param told Holds a `span` for it.
 * @param open Those before that aren't built.
 * @param lent Those before that are the book's.
 */
export function tellStanding(
  told: HTMLElement,
  open: readonly StepOnPage[],
  lent: readonly StepOnPage[],
): void {
  told.hidden = open.length + lent.length === 0;
  const said = told.querySelector('span')!;
  if (open.length === 0) {
    if (lent.length > 0)
      said.textContent = `The book’s ${namesOf(lent)} ${lent.length === 1 ? 'stands' : 'stand'} in for yours.`;
    return;
  }
  const names = namesOf(open).replace(/^s/, 'S');
  said.replaceChildren(
    `${names} ${open.length === 1 ? 'isn’t' : 'aren’t'} green yet. You can build ${open.length === 1 ? 'it' : 'them'} first, from `,
    linkTo(open[0]!, `chapter ${open[0]!.chapter.number}`),
    ' on. Or take the book’s library from before this step; yours goes on the list of your versions.',
  );
}

/**
 * @param step The next one, if there is one.
 * @param go Has the reader build another step of the page.
 */
export function tellNext(
  next: HTMLElement,
  step: StepOnPage | undefined,
  go: (folder: string) => void,
): void {
  if (!step) return next.replaceChildren('That was the last step: this library is yours.');
  const text = `step ${step.number}, ${step.title}`;
  if (!document.querySelector(`[data-step="${step.folder}"]`))
    return next.replaceChildren(
      `The next one is at the end of chapter ${step.chapter.number}: `,
      linkTo(step, text),
      '.',
    );
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain';
  button.textContent = `Go on with ${text}`;
  button.onclick = () => go(step.folder);
  next.replaceChildren(button);
}

/**
 * Says beside the next step which programs of the page can run on the reader's library from now on.
 * @param boxes Of those programs.
 */
export function tellOnMine(next: HTMLElement, boxes: readonly HTMLElement[]): void {
  if (boxes.length === 0) return;
  const names = boxes.map((box) => box.dataset.program!.split('/').at(-1)!);
  const [is, them] = boxes.length === 1 ? ['runs', 'it'] : ['run', 'them'];
  const said = document.createElement('p');
  said.textContent = `${listOf([...new Set(names)])} ${is} on your library now: press On mine below ${them}.`;
  next.append(said);
}

function linkTo({ chapter }: StepOnPage, text: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = `${chapter.url}#build-it`;
  link.textContent = text;
  return link;
}
