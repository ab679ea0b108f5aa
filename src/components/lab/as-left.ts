// A lab as its reader left it: what was open, shown, and to be run, and where they were in what was shown.
import { count, list, path } from '../../door/shapes.ts';
import { recall, remember } from './looks.ts';

const TABS = list(path, 1_000);
/** The line at the top of the shown file, and the caret. */
const PLACE = list(count, 2);

export interface AsLeft {
  opened: string[];
  shown: string | undefined;
  target: string | undefined;
}

export const asLeft = (stage: string): AsLeft => ({
  opened: recall(`tabs:${stage}`, TABS) ?? [],
  shown: recall(`shown:${stage}`, path),
  target: recall(`what:${stage}`, path),
});
export function keepLooks(stage: string, { opened, shown, target }: AsLeft): void {
  remember(`tabs:${stage}`, opened);
  remember(`shown:${stage}`, shown);
  remember(`what:${stage}`, target);
}

export const placeLeft = (stage: string): number[] | undefined => recall(`place:${stage}`, PLACE);
export function keepPlace(stage: string, [top, caret]: readonly [number, number]): void {
  const isBeginning = top === 1 && caret === 0; // where every file is shown from
  remember(`place:${stage}`, isBeginning ? undefined : [top, caret]);
}
