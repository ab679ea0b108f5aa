// What a place that runs programs does for its timeline: gathers what a run tells, and shows it.
// The view is loaded when it is first wanted.
import type { Job, Outcome, RunEvent } from '../../runner/contract.ts';
import type { TraceEvent } from '../../timeline/catalogue/catalogue.ts';
import type { Place } from '../../timeline/catalogue/shapes.ts';
import type { Ended } from '../../timeline/lints.ts';
import type { TraceTimeline } from './element.tsx';
import type { Stops } from './stops.ts';

/**
 * How a line is shown: marked where its file is shown anyway, in the editor while the reader stays
 * at the timeline, or so that the reader looks at it.
 */
export type Reveal = 'mark' | 'open' | 'go';
interface Revealed {
  at: Place;
  how: Reveal;
  /** What happened there, if the moment is at that line. */
  said?: string;
}

/** One run, as far as it has been seen: so many events at most as runner/report.ts lets in. */
export class Recording {
  readonly #events: TraceEvent[] = [];

  readonly hear = (event: RunEvent): void => {
    if (event.type === 'trace') for (const each of event.events) this.#events.push(each);
  };
  /** In the order in which it happened: threads tell by ways of their own. */
  get events(): TraceEvent[] {
    return this.#events.sort((a, b) => a.n - b.n);
  }
}

/** How a run ended, as far as that says something of what was seen. */
const endOf = (outcome: Outcome): Ended => {
  if (outcome.type === 'limit') return 'time';
  if (outcome.type === 'done') return outcome.exitCode === 13 ? 'waits' : 'done';
  return 'stopped';
};

export class Trace {
  readonly #place: HTMLElement;
  #wanted = false;
  /** Whether the reader has asked for it, and not seen it yet. */
  #isNew = false;
  #shown: { events: TraceEvent[]; sources: Job['files'] } | undefined;
  /** Another program of the stage that is laid beside an unchanged one. */
  against: string | undefined;
  #edited = false;
  /**
   * Told when a reader wants to see another run beside this one: the book's of a program that was
   * changed, else `against`.
   */
  onCompare = (): void => {};
  /** Told once there's a timeline that can be stopped. */
  onStops = (_stops: Stops): void => {};
  #stops: Stops | undefined;

  /**
   * @param place Where the timeline is; what the build put there stays until a run is shown.
   * @param reveal Shows a line that the timeline speaks of.
   */
  constructor(place: HTMLElement, reveal: (at: Place, how: Reveal, said?: string) => void) {
    this.#place = place;
    place.addEventListener('reveal', (event) => {
      const { at, how, said } = (event as CustomEvent<Revealed>).detail;
      reveal(at, how, said);
    });
    place.addEventListener('click', ({ target }) => {
      if ((target as Element).closest('button[data-do=compare]')) this.onCompare();
    });
  }

  /** Whether runs are to be watched. */
  get isWanted(): boolean {
    return this.#wanted;
  }
  set isWanted(wanted: boolean) {
    this.#isNew = wanted; // also when it is asked for again, after an edit
    this.#wanted = wanted;
    this.#place.hidden = !wanted;
  }

  /** Whether there is something to see, also where the build put it and no run is watched so far. */
  get isSeen(): boolean {
    return this.#place.checkVisibility() && this.#place.querySelector('trace-timeline') !== null;
  }

  begin(): Recording {
    return new Recording();
  }
  /** What runs from now on is what the reader has. */
  ranNow(): void {
    this.#stops?.begin();
  }
  /** What the file was like in the run that is shown. */
  codeOf(file: string): string | undefined {
    return this.#shown?.sources[file];
  }

  /** @param isForKnob Whether the reader looks on, and so stays where they are. */
  async show(
    { events }: Recording,
    job: Job,
    outcome: Outcome,
    edited: boolean,
    isForKnob: boolean,
  ): Promise<void> {
    this.#shown = { events, sources: job.files };
    this.#edited = edited;
    const view = await this.view();
    // what was printed last, and how it ended, is seen first
    await new Promise((next) => setTimeout(next));
    const shown = {
      events,
      sources: job.files,
      ended: endOf(outcome),
      hasFailed: outcome.type === 'done' && outcome.exitCode !== 0,
      other: edited ? 'the book’s' : this.against?.split('/').at(-1),
    };
    view.show(shown, isForKnob ? view.placeIn(events) : undefined);
    if (
      !isForKnob &&
      this.#isNew &&
      isOnScreen(this.#place.parentElement!) &&
      !isBegunOnScreen(view)
    ) {
      // what was pressed may go out of sight, and the keys are to step what came
      if (document.activeElement?.matches('[data-do=timeline]')) view.takeFocus();
      view.scrollIntoView({ block: 'nearest' });
    }
    this.#isNew = false;
  }

  /** What was shown of the run before says nothing of one that did not come about. */
  clear(): void {
    if (this.#shown) this.#place.replaceChildren();
    this.#shown = undefined;
  }

  /** Shows another run beside the one that is shown. */
  async compare({ events }: Recording, sources: Job['files']): Promise<void> {
    if (!this.#shown) return;
    const whose = this.#edited
      ? (['Yours', 'The book’s'] as const)
      : (['This one', this.against!.split('/').at(-1)!] as const);
    (await this.view()).showCompare(this.#shown, { events, sources }, whose);
  }

  /** @param shown The run that will be shown, where it isn't one of the box. */
  async view(shown = this.#shown): Promise<TraceTimeline> {
    this.#shown = shown;
    const [{ Stops }] = await Promise.all([import('./stops.ts'), import('./element.tsx')]);
    this.#stops ??= new Stops();
    this.onStops(this.#stops);
    let view = this.#place.querySelector<TraceTimeline>('trace-timeline');
    if (!view) {
      view = document.createElement('trace-timeline') as TraceTimeline;
      this.#place.replaceChildren(view);
    }
    view.stops = this.#stops;
    return view;
  }
}

/** So much of a picture on the screen tells that it is there, in pixels: nothing need move for it. */
const A_LOOK = 200;

function isBegunOnScreen(view: Element): boolean {
  const { top } = (view.querySelector('.pictures') ?? view).getBoundingClientRect();
  return view.getBoundingClientRect().top >= 0 && top + A_LOOK < innerHeight;
}

/** A reader who has gone elsewhere while it ran is left there. */
function isOnScreen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
}
