// The line in the footer that says how much of the book is kept.
import type { Progress } from '../../offline/worker.ts';
import { askForWhole } from '../../offline/whole-book.ts';

const ENDINGS = {
  network: 'The connection broke: try again when it’s back.',
  room: 'Your browser has no room for the rest.',
  wrong: 'What came for the others wasn’t the book: try again on another network.',
};

/** @param bringWorker Puts the service worker into place where that waited for the reader's word. */
export function bindKeepBook(line: HTMLElement, bringWorker: (() => void) | undefined): void {
  const button = line.querySelector('button')!;
  const status = line.querySelector('span')!;
  const label = button.textContent;
  const show = ({ ended }: Progress): void => {
    line.hidden = false;
    if (ended !== 'done') return;
    status.textContent =
      'The whole book is kept in this browser: it reads and runs without a network.';
    if (document.activeElement === button) status.focus();
    button.hidden = true;
  };
  if (bringWorker) line.hidden = false;
  else void askForWhole('ask', show);
  let isBusy = false;
  button.onclick = () => {
    if (isBusy) return;
    isBusy = true;
    bringWorker?.();
    status.textContent = '';
    void askForWhole('fetch', (progress) => {
      const { kept, of, ended } = progress;
      button.textContent = `Keeping the book: ${kept} of ${of} files`;
      if (!ended) return;
      isBusy = false;
      button.textContent = label;
      if (ended !== 'done')
        status.textContent = `${kept} of ${of} files are kept. ${ENDINGS[ended]}`;
      show(progress);
    });
  };
}
