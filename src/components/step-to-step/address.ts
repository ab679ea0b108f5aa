// The address of two states beside each other: `#from=STAGE/STATE&to=STAGE/STATE&file=FILE`, in the
// fragment, which browsers don't send. `asked.ts` reads it.
import { url } from '../../book/url.ts';

/** What a reader has of a stage. The book's states are called as the folders of their steps. */
export const MINE = 'mine';
export const LAB = 'lab';

export interface Asked {
  from: string;
  to: string;
  /** Where to go on reading. */
  file?: string | undefined;
}

/** From its `#` on. Of one alone, the reader chooses the other. */
export const addressOf = ({ from, to, file }: Partial<Asked>): string =>
  `#${Object.entries({ from, to, file })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')}`;

/** From wherever in the book. */
export const stepToStep = (asked: Partial<Asked>): string =>
  url('from-step-to-step/') + addressOf(asked);
