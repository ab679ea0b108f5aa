// A starter with what its reader built of the part before, in the place of the book's. Loaded when it's
// asked for.
import { carriedInto } from '../../steps/part-before.ts';
import { howItGoes, partBefore, standIns, type StandingIn } from '../build-it/part-before.ts';
import { stepsOf } from '../build-it/steps-of-stage.ts';
import { listOf } from '../build-it/words.ts';
import { libraryIn } from '../workbench/files.ts';
import { saveLibrary } from './own-version.ts';

/** @returns What is to be said of it. */
export async function saveWithPartBefore(stage: string, standing: StandingIn): Promise<string> {
  const ladder = await stepsOf(stage);
  const before = await partBefore(stage, ladder, standing);
  const { after } = ladder.goesOn!;
  if (!before) return `You haven’t built any of part ${after} yet.`;
  const start = ladder.filesAt(0);
  // what was decided in the page is about the library there
  const goesOn = { ...before.goesOn, decisions: new Map<string, never>() };
  const { library, came, conflicts } = carriedInto(start, goesOn);
  const said = standIns(before, conflicts, ladder.goesOn!);
  if (came.length === 0) return [...said, `It would have nothing of your part ${after}.`].join(' ');
  said.push(await howItGoes(library, ladder, before.ladder, 0));
  const isWhole = await saveLibrary(stage, libraryIn(library));
  return [
    isWhole ? 'Saved:' : 'Saved, without the tests, which we couldn’t load:',
    `${listOf(came)} ${came.length === 1 ? 'is' : 'are'} yours.`,
    ...said,
  ].join(' ');
}
