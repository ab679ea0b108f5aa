// The line in the footer that says how much of the book is kept.
import type { Progress } from '../../offline/messages.ts';
import { askForWhole } from '../../offline/whole-book.ts';

const ENDINGS = {
  network: 'The connection broke: try again when it’s back.',
  room: 'Your browser has no room for the rest.',
  wrong: 'The others came in wrong: load this page again, then try once more.',
};

/** After so many milliseconds without a word, the worker that fetches the book was stopped. */
const SILENCE = 45_000;

/** @param bringWorker Puts the service worker into place where that waits for the reader's word. */
export function bindKeepBook(line: HTMLElement, bringWorker: (() => void) | undefined): void {
  const button = line.querySelector('button')!;
  const bar = line.querySelector('progress')!;
  const kept = line.querySelector<HTMLElement>('.kept')!;
  const status = line.querySelector<HTMLElement>('[role=status]')!;
  let last: Progress = { kept: 0, of: 0 };
  let isBusy = false;
  let silence: ReturnType<typeof setTimeout>;

  const show = (progress: Progress): void => {
    last = progress;
    line.hidden = false;
    if (progress.ended) isBusy = false;
    clearTimeout(silence);
    if (isBusy) silence = setTimeout(() => show({ ...last, ended: 'network' }), SILENCE);
    button.ariaDisabled = `${isBusy}`;
    bar.hidden = !isBusy;
    bar.max = progress.of || 1;
    bar.value = progress.kept;
    if (!progress.ended) return;
    status.textContent =
      progress.ended === 'done'
        ? ''
        : `${progress.kept} of ${progress.of} files are kept. ${ENDINGS[progress.ended]}`;
    if (progress.ended !== 'done') return;
    kept.hidden = false;
    if (document.activeElement === button) kept.focus();
    button.hidden = true;
  };
  if (bringWorker) line.hidden = false;
  void askForWhole('ask', show);
  button.onclick = () => {
    if (isBusy) return;
    isBusy = true;
    bringWorker?.();
    status.textContent = 'Fetching the book…';
    show({ kept: last.kept, of: last.of });
    status.scrollIntoView({ block: 'nearest' }); // the line has become longer
    void askForWhole('fetch', show);
  };
}
