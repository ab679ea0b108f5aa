// What a reader has built of the part before can be what this one begins from: it's tried, offered, and
// kept what they decided. What they change there later is offered as well.
import {
  carriedInto,
  finishedFrom,
  leftAlone,
  namesakesOf,
  type Carried,
  type Decided,
  type GoesOn,
} from '../../steps/part-before.ts';
import type { Standing } from '../../steps/workspace.ts';
import { whatFailed } from '../workbench/loading.ts';
import { begin } from '../workbench/saved.ts';
import { ask, type Asked, type Question } from '../workbench/versions.ts';
import { libraryOf } from './on-own.ts';
import { stepsOf, type LadderOnPage, type StepOnPage } from './steps-of-stage.ts';
import { tried } from './tried.ts';
import { listOf, namesOf } from './words.ts';

/** Files by their names from the stage's root, all of a library. */
type Library = Record<string, string>;

export type StandingIn = (stage: string, folder: string) => Standing;

export interface Before {
  ladder: LadderOnPage;
  goesOn: GoesOn;
  /** What the reader has there, as it is. */
  mine: Library;
  /** Steps of it that aren't built: the book's stand in. */
  open: readonly StepOnPage[];
  /** Files in which they stand in for all that the reader wrote. */
  lent: readonly string[];
}

/** What keeps things, once it does. */
const saved = async (): Promise<typeof import('../workbench/saving.ts')> => {
  await begin();
  return import('../workbench/saving.ts');
};

const nameFor = (stage: string): string => `goes-on/${stage}`;

/** @returns Nothing where the stage stands by itself, or nothing of the one before is built. */
export async function partBefore(
  stage: string,
  { goesOn, filesAt }: LadderOnPage,
  standing: StandingIn,
): Promise<Before | undefined> {
  if (!goesOn) return undefined;
  const ladder = await stepsOf(goesOn.from);
  const isOpen = ({ folder }: StepOnPage): boolean => standing(goesOn.from, folder) === 'open';
  const first = ladder.steps.findIndex(isOpen);
  const far = first < 0 ? ladder.steps.length : first;
  if (far === 0) return undefined;
  const records = saved().then(({ recordsOf }) => recordsOf(nameFor(stage)));
  const [mine, decided] = await Promise.all([libraryOf(goesOn.from), records.catch(() => [])]);
  const whole = ladder.filesAt(ladder.steps.length);
  const { library, lent } = finishedFrom(mine, ladder.filesAt(far), whole);
  const decisions = new Map(
    decided.map(({ file, text, base }) => [file, { seen: text ?? undefined, base }]),
  );
  return {
    ladder,
    goesOn: { theirs: library, whole, start: filesAt(0), decisions },
    mine,
    open: ladder.steps.slice(far),
    lent,
  };
}

/**
 * Runs on a library the tests that the book's passes there.
 * @param far How far it is built.
 * @returns How they went, in a sentence.
 */
export async function howItGoes(
  library: Library,
  ladder: LadderOnPage,
  before: LadderOnPage,
  far: number,
): Promise<string> {
  const { passes, part, after } = ladder.goesOn!;
  const [of, number, title] =
    far > 0
      ? ([ladder, far, part] as const)
      : ([before, before.steps.findIndex(({ folder }) => folder === passes) + 1, after] as const);
  return `The tests of part ${title} say: ${await tried(library, of, number)}`;
}

/** What is told of files that the book's stand in for, a sentence each. */
export function standIns(
  { lent, open }: Pick<Before, 'lent' | 'open'>,
  conflicts: readonly string[],
  { part, after }: NonNullable<LadderOnPage['goesOn']>,
): string[] {
  const said: string[] = [];
  if (open.length > 0)
    said.push(
      `You haven’t built ${namesOf(open)} of part ${after} yet: the book’s ${open.length === 1 ? 'stands' : 'stand'} in.`,
    );
  if (lent.length > 0)
    said.push(
      `${listOf(lent)} ${lent.length === 1 ? 'is' : 'are'} the book’s, because the steps you haven’t built change lines that you wrote differently.`,
    );
  if (conflicts.length > 0)
    said.push(
      `${listOf(conflicts)} ${conflicts.length === 1 ? 'stays' : 'stay'} the book’s, because part ${part} changes lines that you wrote differently.`,
    );
  return said;
}

type Answer = 'mine' | 'none';

interface Here {
  stage: string;
  ladder: LadderOnPage;
  standing: StandingIn;
  library(): Library;
  /** How far it is built: the number of a step, or 0. */
  step(): number;
  /** Whether nothing of it is the reader's yet. */
  isNew(): boolean;
  /**
   * Puts a library in the place of the one that is here.
   * @param aside What doesn't fit in it, for the list of versions.
   * @param undone Called if the reader takes that back.
   * @returns Whether what was here is on the list of versions.
   */
  take(library: Library, aside: Library, undone: () => void): Promise<boolean>;
  /** Begins a new file with a text. */
  write(file: string, text: string): void;
  say(text: string): void;
}

export class PartBefore {
  readonly #root: Element;
  readonly #here: Here;
  /** What is asked at the moment: one question at a time. */
  #asked: Asked<Answer> | undefined;
  /** Counts what was begun to be offered: the last one counts. */
  #offers = 0;

  /** @param root Where questions are asked. */
  constructor(root: Element, here: Here) {
    this.#root = root;
    this.#here = here;
  }

  /** Offers, once a step is opened, what there is to be decided. */
  async offer(step: StepOnPage): Promise<void> {
    const offer = this.#begin();
    const before = await this.#before();
    if (!before) return;
    const isDecided = before.goesOn.decisions.size > 0;
    if (isDecided || this.#here.isNew()) await this.#offerAll(before, offer);
    await this.#offerNamesakes(before, step, offer);
  }

  /** The reader wants it. */
  async bring(said: HTMLElement): Promise<void> {
    const offer = this.#begin();
    said.textContent = 'Looking…';
    try {
      const before = await this.#before();
      const { after } = this.#here.ladder.goesOn!;
      const why = before
        ? await this.#offerAll(wantedAgain(before), offer, () => (said.textContent = ''))
        : `You haven’t built any of part ${after} yet.`;
      said.textContent = why ?? '';
    } catch (error) {
      said.textContent = whatFailed(error);
    }
  }

  /** What was asked before isn't asked any more. */
  #begin(): number {
    this.#asked?.withdraw();
    this.#asked = undefined;
    return ++this.#offers;
  }
  /** @returns `undefined` if something else is offered by now. */
  async #ask(offer: number, question: Question<Answer>): Promise<Answer | undefined> {
    if (offer !== this.#offers) return undefined;
    this.#asked = ask(this.#root, question);
    const answer = await this.#asked.answer;
    this.#asked = undefined;
    return answer;
  }

  #before(): Promise<Before | undefined> {
    const { stage, ladder, standing } = this.#here;
    return partBefore(stage, ladder, standing);
  }

  /**
   * @param asked Called once it is asked, where the reader wanted it.
   * @returns What is to be said where there's nothing to ask.
   */
  async #offerAll(before: Before, offer: number, asked?: () => void): Promise<string | undefined> {
    const { ladder, library, step } = this.#here;
    const { goesOn } = before;
    const { part, after } = ladder.goesOn!;
    const mine = library();
    const carried = carriedInto(mine, goesOn);
    const { came, conflicts } = carried;
    const isFirst = ![...goesOn.decisions.values()].some(({ base }) => base !== undefined);
    if (came.length === 0 && (isFirst || conflicts.length === 0))
      return [
        ...standIns(before, conflicts, ladder.goesOn!),
        `Your part ${after} has nothing that isn’t here.`,
      ].join(' ');
    const verdict =
      came.length > 0 ? await howItGoes(carried.library, ladder, before.ladder, step()) : '';
    const isRed = verdict.includes('✗');
    const yes = isFirst
      ? { mine: `Begin from your part ${after}` }
      : { mine: came.length > 0 ? 'Bring it in' : 'Put it on the list' };
    const no = { none: isFirst ? 'Begin from the book’s' : 'Leave it there' };
    asked?.();
    const answer = await this.#ask(offer, {
      label: isFirst ? `Begin from your part ${after}` : `Your part ${after} has changed`,
      text: (isFirst
        ? [
            `Part ${part} continues part ${after}, and you can begin with yours: then ${listOf(came)} ${came.length === 1 ? 'is' : 'are'} yours.`,
            ...standIns(before, conflicts, ladder.goesOn!),
            ...(conflicts.length > 0
              ? ['What you wrote there goes on the list of your versions.']
              : []),
          ]
        : saidOfChange(carried, part, after)
      )
        .concat(verdict, 'This is the difference:')
        .filter(Boolean)
        .join(' '),
      shows: () =>
        [...came, ...conflicts].map((file) => ({
          file: conflicts.includes(file) ? `${file}, which stays aside` : file,
          from: mine[file] ?? '',
          to: (conflicts.includes(file) ? goesOn.theirs : carried.library)[file] ?? '',
        })),
      choices: isRed ? { ...no, ...yes } : { ...yes, ...no },
      hasFocus: asked !== undefined,
    });
    if (answer === 'mine') await this.#take(before);
    else if (answer) await this.#keep(isFirst ? leftAlone(goesOn) : asBefore(carried, goesOn));
    return undefined;
  }

  /** What was typed while it was asked stays, too. */
  async #take({ goesOn, lent, mine }: Before): Promise<void> {
    const { ladder, library, take, say } = this.#here;
    const { after } = ladder.goesOn!;
    const { library: with_, came, conflicts, decided } = carriedInto(library(), goesOn);
    const aside = [
      ...lent.map((file) => [file, mine[file]] as const),
      ...conflicts.map((file) => [file, goesOn.theirs[file]] as const),
    ].filter((entry): entry is [string, string] => entry[1] !== undefined);
    const undone = new Map([...decided.keys()].map((file) => [file, goesOn.decisions.get(file)]));
    const isAside = await take(with_, Object.fromEntries(aside), () => void this.#keep(undone));
    await this.#keep(decided);
    say(
      came.length > 0
        ? `${listOf(came)} came from your part ${after}.${isAside ? ' What was here is on the list of your versions.' : ''}`
        : 'It’s on the list of your versions.',
    );
  }

  async #offerNamesakes({ goesOn, mine }: Before, step: StepOnPage, offer: number): Promise<void> {
    const { ladder, library, write } = this.#here;
    const { after } = ladder.goesOn!;
    const [without, now] = [ladder.begunAt(step.number), ladder.filesAt(step.number)];
    for (const file of namesakesOf(library(), without, now, goesOn)) {
      const isOwn = file in mine;
      const text = goesOn.theirs[file]!;
      const answer = await this.#ask(offer, {
        label: `${file} of part ${after}`,
        text: `This step brings ${file}, and part ${after} has a file of that name${isOwn ? ', which you wrote' : ': the book’s, because you haven’t built it'}. You can begin with that one, or with an empty file.`,
        shows: () => [{ file, from: '', to: text }],
        choices: {
          mine: isOwn ? 'Begin with mine' : 'Begin with the book’s',
          none: 'Begin with an empty file',
        },
      });
      if (!answer) return;
      const isTaken = answer === 'mine';
      if (isTaken) write(file, text);
      await this.#keep(new Map([[file, { seen: text, base: isTaken ? text : undefined }]]));
    }
  }

  /** If it can't be kept, the reader is asked again another time. */
  async #keep(decided: ReadonlyMap<string, Decided | undefined>): Promise<void> {
    const records = new Map(
      [...decided].map(([file, its]) => [
        file,
        its ? { text: its.seen ?? null, base: its.base } : {},
      ]),
    );
    await saved()
      .then(({ keepRecords }) => keepRecords(nameFor(this.#here.stage), records))
      .catch(() => {});
  }
}

/** A reader who asks for it again hasn't left it alone for good. */
function wantedAgain(before: Before): Before {
  const { decisions } = before.goesOn;
  const wanted = [...decisions].filter(([, { base }]) => base !== undefined);
  return { ...before, goesOn: { ...before.goesOn, decisions: new Map(wanted) } };
}

/** Of this change they want nothing; of the next one they are told again. */
const asBefore = (
  { decided }: Carried,
  { decisions, theirs, whole }: GoesOn,
): Map<string, Decided> =>
  new Map(
    [...decided.keys()].map((file) => [
      file,
      { seen: theirs[file], base: decisions.has(file) ? decisions.get(file)!.base : whole[file] },
    ]),
  );

function saidOfChange({ came, conflicts }: Carried, part: number, after: number): string[] {
  const said: string[] = [];
  if (came.length > 0)
    said.push(
      `You’ve changed part ${after} since then, and that can come into ${listOf(came)} here as well.`,
    );
  if (conflicts.length > 0)
    said.push(
      `You’ve changed ${listOf(conflicts)} in part ${after} since then, in lines that part ${part} has changed too. What’s here stays, and that version goes on the list of your versions.`,
    );
  return said;
}
