// <trace-timeline>: what a run did, event by event, forwards and backwards. Two runs are stepped
// through together.
import { render, type ComponentChildren } from 'preact';
import type { TraceEvent } from '../../timeline/catalogue/catalogue.ts';
import type { Place } from '../../timeline/catalogue/shapes.ts';
import { firstDifference } from '../../timeline/compare.ts';
import { drawState, isWorthSeeing, type Drawn } from '../../timeline/draw.tsx';
import { fullestMoment, timelineOf, type Timeline } from '../../timeline/fold.ts';
import { labelsOf } from '../../timeline/labels.ts';
import { lintsOf, type Ended } from '../../timeline/lints.ts';
import { sentencesOf } from '../../timeline/sentences.ts';
import { once } from '../workbench/loaders.ts';
import { ahead } from '../workbench/loading.ts';
import type { Debugging } from './debugging.tsx';
import { isOf } from '../../timeline/stops.ts';
import { At } from './at.tsx';
import { EventList } from './event-list.tsx';
import { Frame } from './frame.tsx';
import { steppingOf, type Stepping } from './keys.ts';
import { loadColours, showNear } from './near.ts';
import { makePlaces } from './places.tsx';
import { Player } from './player.ts';
import type { Stops } from './stops.ts';
import type { Reveal } from './trace.ts';
import { Ways } from './ways.tsx';

export interface Seen {
  events: TraceEvent[];
  /** The files that ran. */
  sources: Readonly<Record<string, string>>;
}

interface Shown extends Seen {
  ended: Ended;
  hasFailed: boolean;
  /** What it can be compared with, if anything. */
  other: string | undefined;
}

/** So long after its place has come a text counts as news, in milliseconds: from when it's on the page. */
const ANNOUNCED = 100;

interface Run extends Drawn {
  timeline: Timeline;
  sentences: string[];
}

export class TraceTimeline extends HTMLElement {
  /** One, or two to compare. */
  #runs: Run[] = [];
  #position = 0;
  /** Whether that is where the reader went. */
  #isChosen = false;
  readonly #player = new Player(this);
  #ways!: Ways;
  #list!: EventList;
  /** The run that a comparison is left to. */
  #alone: Shown | undefined;
  /** Whose the runs are, if there are two. */
  #whose: readonly string[] = [];
  #stops: Stops | undefined;
  /** Of one run alone, once it's loaded. */
  #debugging: Debugging | undefined;

  /** Until it leaves the page. */
  #heeding = new AbortController();

  constructor() {
    super();
    for (const near of ['pointerover', 'focusin'] as const)
      this.addEventListener(near, ({ target }) => this.#hint(target as Element));
  }
  disconnectedCallback(): void {
    this.#heeding.abort();
    this.#stops = undefined;
  }

  /** Where it's to stop. */
  set stops(stops: Stops) {
    if (this.#stops === stops) return;
    this.#stops = stops;
    this.#heeding.abort();
    this.#heeding = new AbortController();
    const { signal } = this.#heeding;
    for (const type of ['change', 'moved'])
      stops.addEventListener(type, () => this.#debugging?.changed(type === 'change'), { signal });
  }

  /** Shows a run, at its fullest moment, as the picture does that stands still. */
  show(shown: Shown, position = fullestMoment(shown.events)): void {
    const { events, sources, ended, hasFailed, other } = shown;
    const held = this.#held;
    this.#begin([{ events, sources }]);
    this.#alone = shown;
    if (!isWorthSeeing(events)) return this.#sayNothing(hasFailed, held !== undefined);
    const [run] = this.#runs as [Run];
    this.#button('compare').hidden = other === undefined;
    this.#button('compare').textContent = `Compare with ${other}`;
    this.#ways.tellLints(lintsOf(events, run.timeline, run.labels, ended));
    this.#go(position);
    this.#hold(held);
  }

  /** Where the reader is, in a run that takes this one's place: so far on, or at its end. */
  placeIn(events: readonly TraceEvent[]): number | undefined {
    if (!this.#isChosen) return undefined;
    return this.#position >= this.#length ? events.length : this.#position;
  }

  /** Shows two runs from where they part; nothing moves if they don't. */
  showCompare(mine: Seen, theirs: Seen, whose: readonly [string, string]): void {
    const at = firstDifference(mine.events, theirs.events);
    if (at === undefined) return this.#tellCompared('Both did the same, event by event.');
    const held = this.#held;
    const left = this.#position;
    this.#whose = whose;
    this.#begin([mine, theirs]);
    this.#button('alone').hidden = false;
    this.#button('alone').onclick = () => this.show(this.#alone!, left);
    this.#go(at + 1);
    this.#hold(held);
    const same = at === 1 ? 'The first event is the same in both' : `Up to event ${at} both did the same`; // prettier-ignore
    this.#tellCompared(
      at === 0 ? 'They differ from the first event on.' : `${same}, then they part.`,
      at + 1,
    );
  }

  /** What of it has the focus, which goes when all is drawn anew. */
  get #held(): HTMLElement | undefined {
    const here = document.activeElement as HTMLElement | null;
    return here && here !== this && this.contains(here) ? here : undefined;
  }
  /** The focus is on the same thing again, or what does the contrary, else where the keys step. */
  #hold(held: HTMLElement | undefined): void {
    if (!held) return;
    const does = held.dataset.do ?? '';
    const next = { compare: 'alone', alone: 'compare' }[does] ?? does;
    const same = this.querySelector<HTMLElement>(`.head [data-do="${next}"]:not([hidden])`);
    if (same) same.focus({ preventScroll: true });
    else this.takeFocus();
  }
  /** Where the keys step, or what is said in its place. */
  takeFocus(): void {
    this.querySelector<HTMLElement>('.scrubber, .nothing')!.focus({ preventScroll: true });
  }
  /**
   * Says what came of a comparison, where the reader looks: below what one steps by.
   * @param parted Where the two part, if they do.
   */
  #tellCompared(text: string, parted?: number): void {
    const said = this.#part('.said');
    said.textContent = '';
    this.#part('.compared').hidden = false;
    this.#button('parted').hidden = parted === undefined;
    this.#button('parted').onclick = () => this.#move(parted!);
    // what is there anew is announced only then, and it's there once all of this is done
    setTimeout(() => setTimeout(() => (said.textContent = text), ANNOUNCED));
  }

  #begin(seen: Seen[]): void {
    this.#player.stop();
    const open = [...this.querySelectorAll('details[open]')].map(({ className }) => className);
    draw(this, <Frame />);
    for (const details of this.querySelectorAll('details'))
      details.open = open.includes(details.className);
    this.role = 'group';
    this.ariaLabel = 'Timeline';
    this.#runs = seen.map(({ events, sources }) => {
      const labels = labelsOf(events, sources);
      return {
        events,
        sources,
        labels,
        timeline: timelineOf(events),
        sentences: sentencesOf(events, labels),
      };
    });
    makePlaces(this, this.#runs, this.#whose);
    // each has its own code beside it then
    this.#part('.sentence').classList.toggle('visually-hidden', this.#runs.length > 1);
    loadColours(() => this.#showLines());
    this.#scrubber.max = String(this.#length);
    this.#bind();
    const [{ events, sentences }] = this.#runs as [Run];
    this.#ways = new Ways(this, events, sentences, {
      go: (index) => this.#move(index + 1),
      reveal: ({ at }) => at && this.#reveal(at, 'open'),
    });
    this.#list = new EventList(this, events, sentences, (index) => this.#ways.to(index));
    this.#debug();
  }
  /** What one run can be asked and stopped at. */
  #debug(): void {
    const [run, second] = this.#runs;
    this.#debugging = undefined;
    if (!run || second || !this.#stops) return;
    const stops = this.#stops;
    const around = {
      position: () => this.#position,
      go: (position: number) => this.#move(position),
      reveal: (at: Place) => this.#reveal(at, 'open'),
      redraw: () => this.#drawStates(),
    };
    ahead(
      once('debugging', () => import('./debugging.tsx')).then(({ Debugging }) => {
        if (this.#runs[0] !== run || this.#runs.length > 1 || !this.querySelector('.to-stops'))
          return;
        this.#debugging = new Debugging(this, run, stops, around);
        run.ask = this.#debugging.ask;
        this.#drawStates();
      }),
    );
  }

  #sayNothing(hasFailed: boolean, isHeld: boolean): void {
    draw(
      this,
      <p class="nothing" tabIndex={-1}>
        {hasFailed
          ? 'The program failed before there was anything to watch. Its output says why.'
          : 'This program has nothing to watch: no loop, no future, no task and no generator.'}
      </p>,
    );
    if (isHeld) this.takeFocus();
  }

  get #events(): readonly TraceEvent[] {
    return this.#runs[0]?.events ?? [];
  }
  get #length(): number {
    return Math.max(0, ...this.#runs.map(({ events }) => events.length));
  }
  get #scrubber(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>('.scrubber')!;
  }
  #part(selector: string): HTMLElement {
    return this.querySelector<HTMLElement>(selector)!;
  }
  #button(what: string): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`button[data-do=${what}]`)!;
  }

  #bind(): void {
    for (const [what, does] of Object.entries(this.#does)) this.#button(what).onclick = does;
    this.#scrubber.oninput = () => this.#move(Number(this.#scrubber.value));
    // a finger that came down on it to scroll the page has not meant it
    let before = 0;
    this.#scrubber.onpointerdown = () => (before = this.#position);
    this.#scrubber.onpointercancel = () => this.#move(before);
    this.onkeydown = (event) => this.#key(event);
    this.onclick = ({ target }) => {
      const thing = (target as Element).closest<HTMLElement>('[data-since]');
      if (thing)
        this.#move(this.#events.findIndex(({ n }) => n === Number(thing.dataset.since)) + 1);
      const line = (target as Element).closest<HTMLElement>('[data-file]');
      if (line) this.#reveal({ file: line.dataset.file!, line: Number(line.dataset.line) }, 'go');
    };
  }

  readonly #does: Readonly<Record<Stepping, () => void>> = {
    first: () => this.#move(0),
    back: () => this.#move(this.#position - 1),
    forward: () => this.#move(this.#position + 1),
    last: () => this.#move(this.#length),
    play: () => this.#playOrStop(),
  };
  #key(event: KeyboardEvent): void {
    const stepping = steppingOf(event);
    if (!stepping) return;
    if (stepping === 'next' || stepping === 'previous') this.#debugging?.to(stepping);
    else this.#does[stepping]();
    event.preventDefault();
  }

  /** By the reader's hand: what plays stops. */
  #move(position: number): void {
    this.#isChosen = true;
    this.#player.stop();
    this.#go(position);
  }
  #playOrStop(): void {
    if (this.#player.isPlaying) return this.#player.stop();
    if (this.#position >= this.#length) this.#go(0);
    this.#player.play(() => {
      const next = this.#position + 1;
      if (next > this.#length) return false;
      if (!this.#debugging?.isStop(next)) return (this.#go(next), true);
      this.#move(next); // no longer playing, so that it's said
      this.#debugging.arrive(next);
      return false;
    });
  }

  /** Shows the state after so many events. */
  #go(position: number): void {
    this.#position = Math.max(0, Math.min(position, this.#length));
    this.style.setProperty('--position', `${(100 * this.#position) / Math.max(this.#length, 1)}%`);
    this.#scrubber.value = String(this.#position);
    const event = this.#events[this.#position - 1];
    this.#scrubber.ariaValueText = `${this.#position} of ${this.#length}`;
    const focused = document.activeElement as HTMLElement | null;
    const sentences = this.#runs.map(
      (run) =>
        run.sentences[this.#position - 1] ??
        (this.#position === 0 ? 'Nothing has happened yet.' : 'It’s over.'),
    );
    this.#drawStates();
    for (const [at, own] of this.querySelectorAll('.its-sentence').entries())
      own.textContent = sentences[at]!;
    if (focused && !focused.isConnected) this.#refocus(focused);
    this.#part('.sentence').textContent = this.#told(sentences);
    render(<At position={this.#position} length={this.#length} event={event} />, this.#part('.at'));
    this.#showLines();
    this.#ways.tellWhy(event, this.#runs.length > 1);
    this.#list.mark(this.#position - 1);
    this.#hint(null);
    this.#debugging?.moved();
    this.dispatchEvent(
      new CustomEvent('reveal', {
        bubbles: true,
        detail: {
          at: event?.at ?? { file: '', line: 0 },
          how: 'mark',
          said: sentences[0],
        },
      }),
    );
  }

  #drawStates(): void {
    for (const [at, run] of this.#runs.entries())
      render(
        drawState(run.timeline.at(Math.min(this.#position, run.events.length)), run),
        this.querySelectorAll('.state-of')[at]!,
      );
  }

  /** What is announced of a step: of two runs whose it is, and what is the same in both but once. */
  #told(sentences: readonly string[]): string {
    if (new Set(sentences).size === 1)
      return this.#runs.length > 1 ? `Both: ${sentences[0]}` : sentences[0]!;
    return sentences.map((sentence, at) => `${this.#whose[at]}: ${sentence}`).join(' ');
  }

  /** The lines of the moment; where it has none, those where the run was last, or will begin. */
  #showLines(): void {
    for (const [index, place] of this.querySelectorAll<HTMLElement>('.near').entries()) {
      const run = this.#runs[index]!;
      const at = run.events[this.#position - 1]?.at;
      const near =
        at ??
        run.events.slice(0, this.#position).findLast(({ at }) => at)?.at ??
        run.events.find(({ at }) => at)?.at;
      showNear(place, run.sources, near, at !== undefined);
    }
  }

  #reveal(at: Place, how: Reveal): void {
    // an event may name any file: only those that ran can be opened
    if (!this.#runs.some(({ sources }) => Object.hasOwn(sources, at.file))) return;
    const [{ events, sentences }] = this.#runs as [Run];
    const said = isOf(events[this.#position - 1], at) ? sentences[this.#position - 1] : undefined;
    this.dispatchEvent(new CustomEvent('reveal', { bubbles: true, detail: { at, how, said } }));
  }

  /**
   * What had the focus is no longer there: the same thing has it where it is now, else the picture,
   * so that the keys go on working.
   */
  #refocus({ dataset: { since } }: HTMLElement): void {
    const same =
      since === undefined
        ? null
        : this.querySelector<HTMLElement>(`.pictures button[data-since="${CSS.escape(since)}"]`);
    (same ?? this.#part('.pictures')).focus({ preventScroll: true });
  }

  /** What led to the thing that is pointed at. */
  #hint(target: Element | null): void {
    if (!this.querySelector('.hint')) return; // there is nothing to see
    const thing = target?.closest<HTMLElement>('[data-since]');
    const since = this.#events.findIndex(({ n }) => n === Number(thing?.dataset.since));
    const text =
      thing && since >= 0 ? `Since event ${since + 1}: ${this.#runs[0]!.sentences[since]}` : '';
    // what is there already would be announced again
    if (this.#part('.hint').textContent !== text) this.#part('.hint').textContent = text;
  }
}

/** Draws in the place of all that is in an element, what the build put there included. */
function draw(element: Element, what: ComponentChildren): void {
  render(null, element);
  element.replaceChildren();
  render(what, element);
}

customElements.define('trace-timeline', TraceTimeline);
