// What the steps of a stage are to the reader: built, the book's, or open; and how that changes.
import type { Standing } from '../../steps/workspace.ts';
import { mark } from '../workbench/saved.ts';
import { BUILT, LENT, nameOfStep } from './lists.ts';
import type { StepOnPage } from './steps-of-stage.ts';

export class Standings {
  readonly #stage: string;
  readonly #steps: readonly StepOnPage[];
  readonly #standing: (folder: string) => Standing;

  constructor(stage: string, steps: readonly StepOnPage[], standing: (folder: string) => Standing) {
    this.#stage = stage;
    this.#steps = steps;
    this.#standing = standing;
  }

  of({ folder }: StepOnPage): Standing {
    return this.#standing(folder);
  }
  /** The last step up to which nothing is open, or 0. */
  get howFar(): number {
    const open = this.#steps.findIndex((step) => this.of(step) === 'open');
    return open < 0 ? this.#steps.length : open;
  }
  /** The steps as they are once the book's library after one of them has come. */
  withStateOf(number: number): Map<StepOnPage, Standing> {
    return new Map(
      this.#steps.map((step) => {
        const was = this.of(step);
        return [step, step.number > number ? 'open' : was === 'open' ? 'lent' : was] as const;
      }),
    );
  }
  /**
   * The steps as they are once the tests have passed on a library up to one of them.
   * @param isOwn Nothing in it is lent by the book any more.
   */
  withGreen(number: number, isOwn: boolean): Map<StepOnPage, Standing> {
    return new Map(
      this.#steps.map((step) => {
        const was = this.of(step);
        if (was === 'built' || (was === 'lent' && !isOwn)) return [step, was] as const;
        return [step, step.number > number ? 'open' : 'built'] as const;
      }),
    );
  }

  /** @returns Brings back what these steps were. */
  mark(standings: ReadonlyMap<StepOnPage, Standing>): () => void {
    const before = new Map([...standings.keys()].map((step) => [step, this.of(step)]));
    this.#markAll(standings);
    return () => this.#markAll(before);
  }
  #markAll(standings: ReadonlyMap<StepOnPage, Standing>): void {
    for (const [step, standing] of standings) {
      const was = this.of(step);
      if (was === standing) continue;
      const name = nameOfStep(this.#stage, step.folder);
      if (was !== 'open') mark(was === 'built' ? BUILT : LENT, name, false);
      if (standing !== 'open') mark(standing === 'built' ? BUILT : LENT, name);
    }
  }
  /**
   * A test of this step is red, and those of the steps before it are green. Of those after it nothing is
   * known any more: they weren't asked.
   */
  red(step: StepOnPage): void {
    for (const before of this.#steps.slice(0, step.number - 1))
      if (this.of(before) === 'open') mark(BUILT, nameOfStep(this.#stage, before.folder));
    for (const late of this.#steps.slice(step.number - 1).filter((it) => this.of(it) === 'built'))
      for (const list of late === step ? [BUILT] : [BUILT, LENT])
        mark(list, nameOfStep(this.#stage, late.folder), false);
  }
  /** The last one that counts as the reader's, if one does. */
  get lastBuilt(): StepOnPage | undefined {
    return this.#steps.findLast((step) => this.of(step) === 'built');
  }
  /** The tests up to this step have passed. */
  built(last: StepOnPage): void {
    // the tests of those before were green, too
    for (const step of this.#steps.slice(0, last.number))
      if (step === last || this.of(step) === 'open')
        mark(BUILT, nameOfStep(this.#stage, step.folder));
  }
}
