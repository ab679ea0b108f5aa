// <trace-timeline>: what a run did, event by event, forwards and backwards. Two runs are stepped
// through together.
import { render, type ComponentChildren, type VNode } from 'preact';
import { kindOf, type TraceEvent } from '../../timeline/catalogue/catalogue.ts';
import { GROUPS } from '../../timeline/catalogue/kind.ts';
import type { Place } from '../../timeline/catalogue/shapes.ts';
import { firstDifference } from '../../timeline/compare.ts';
import { drawLanes, drawState, isWorthSeeing, type Drawn } from '../../timeline/draw.tsx';
import { fullestMoment, timelineOf, type Timeline } from '../../timeline/fold.ts';
import { labelsOf } from '../../timeline/labels.ts';
import { lintsOf, type Ended } from '../../timeline/lints.ts';
import { sentencesOf } from '../../timeline/sentences.ts';
import { whyOf } from '../../timeline/why.ts';
import { keepInPlace } from '../workbench/bring-into-view.ts';
import { sayOnce } from '../workbench/say-once.ts';
import { loadColours, showNear } from './near.ts';
import type { Reveal } from './trace.ts';

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

/** What a reader is told unasked, with the event that it is about: -1 if there is none. */
interface Note {
  text: string;
  index: number;
}

interface Run extends Drawn {
  timeline: Timeline;
  sentences: string[];
}

/** How many events are listed at once. */
const LISTED = 100;
/** What the list shows if it isn't filtered. */
const ALL = 'All kinds';

/** Of a long way of causes, or many warnings, the first are enough. */
const CAUSES = 50;
const LINTS = 20;

const Icon = ({ path }: { path: string }): VNode => (
  <svg viewBox="0 0 20 20" aria-hidden="true">
    <path d={path} />
  </svg>
);
const Step = ({ does, label, path }: { does: string; label: string; path: string }): VNode => (
  <button type="button" data-do={does} aria-label={label}>
    <Icon path={path} />
  </button>
);
/** What does not change while a run is looked at. What does is filled in by the element. */
const Frame = (): VNode => (
  <>
    <div class="head">
      <div class="held">
        <div class="controls">
          <span class="steps">
            <Step does="first" label="First event" path="M5 4v12M16 4 8 10l8 6z" />
            <Step does="back" label="One event back" path="M14 4 6 10l8 6z" />
            <button type="button" data-do="play" aria-pressed="false">
              Play
            </button>
            <Step does="forward" label="One event forward" path="M6 4l8 6-8 6z" />
            <Step does="last" label="Last event" path="M15 4v12M4 4l8 6-8 6z" />
          </span>
          <label class="speed">
            <span class="visually-hidden">Speed</span>
            <select>
              <option value="1000">1 a second</option>
              <option value="400" selected>
                2.5 a second
              </option>
              <option value="100">10 a second</option>
            </select>
          </label>
          <input class="scrubber" type="range" min="0" step="1" aria-label="Event" />
          <button type="button" data-do="compare" hidden />
          <button type="button" data-do="alone" hidden>
            Leave the comparison
          </button>
        </div>
        <p class="sentence" role="status" />
        <p class="compared" hidden>
          <span class="said" role="status" />{' '}
          <button type="button" data-do="parted">
            Show it
          </button>
        </p>
      </div>
      <div class="where">
        <p class="at" />
        <div class="moments" />
      </div>
    </div>
    <div class="lanes-place" />
    <div
      class="pictures"
      role="group"
      tabIndex={0}
      aria-label="What stood where: the arrow keys step"
    />
    <p class="hint" aria-live="polite" />
    <ul class="lints plain" />
    <details class="why">
      <summary>Why did this happen?</summary>
      <ol class="plain" />
    </details>
    <details class="all">
      <summary />
      <div class="find">
        <label>
          Find <input type="search" />
        </label>{' '}
        <label>
          <span class="visually-hidden">Kind</span>
          <select>
            {[ALL, ...GROUPS].map((name) => (
              <option>{name}</option>
            ))}
          </select>
        </label>{' '}
        <span class="found" role="status" />
      </div>
      <ol class="events" />
      <button type="button" data-do="more" hidden>
        Show more
      </button>
    </details>
  </>
);

export class TraceTimeline extends HTMLElement {
  /** One, or two to compare. */
  #runs: Run[] = [];
  #position = 0;
  #playing: ReturnType<typeof setInterval> | undefined;
  #listed = LISTED;
  /** The run that a comparison is left to. */
  #alone: Shown | undefined;
  /** Whose the runs are, if there are two. */
  #whose: readonly string[] = [];

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
    const lints = lintsOf(events, run.timeline, run.labels, ended);
    this.#say([
      ...lints
        .slice(0, LINTS)
        .map(({ text, n }) => ({ text, index: events.findIndex((event) => event.n === n) })),
      ...(lints.length > LINTS
        ? [{ text: `… ${lints.length - LINTS} more like these.`, index: -1 }]
        : []),
    ]);
    this.#go(position);
    this.#hold(held);
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
      at === 0 ? 'They part at the first event.' : `${same}, then they part.`,
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
    setTimeout(() => (said.textContent = text)); // what is there anew is announced only then
  }

  #begin(seen: Seen[]): void {
    this.#stop();
    const open = [...this.querySelectorAll('details[open]')].map(({ className }) => className);
    draw(this, <Frame />);
    for (const details of this.querySelectorAll('details'))
      details.open = open.includes(details.className);
    this.role = 'group';
    this.ariaLabel = 'Timeline';
    this.#listed = LISTED;
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
    render(
      this.#runs.map(({ events }) => drawLanes(events)),
      this.#part('.lanes-place'),
    );
    render(
      this.#runs.map((_run, at) => (
        <div class="moment">
          {this.#runs.length > 1 && (
            <>
              <p class="whose">{this.#whose[at]}</p>
              <p class="its-sentence" />
            </>
          )}
          <div class="near" role="group" />
        </div>
      )),
      this.#part('.moments'),
    );
    render(
      this.#runs.map((_run, at) => (
        <div
          class="picture"
          {...(this.#runs.length > 1 && { role: 'group', 'aria-label': this.#whose[at] })}
        >
          <div class="state-of" />
        </div>
      )),
      this.#part('.pictures'),
    );
    for (const part of ['.moments', '.pictures'])
      this.#part(part).classList.toggle('two', this.#runs.length > 1);
    // each stands with its own code then
    this.#part('.sentence').classList.toggle('visually-hidden', this.#runs.length > 1);
    loadColours(() => this.#showLines());
    this.#scrubber.max = String(this.#length);
    this.#part('.all summary').textContent =
      `All ${this.#events.length.toLocaleString('en')} events, in words`;
    this.#bind();
    this.#list();
  }

  #sayNothing(hasFailed: boolean, isHeld: boolean): void {
    draw(
      this,
      <p class="nothing" tabIndex={-1}>
        {hasFailed
          ? 'The program failed before there was anything to watch. Its output says why.'
          : 'This program has no loop to watch: no future, no task, and no generator.'}
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
    const step = (by: number) => (): void => this.#step(by);
    this.#button('first').onclick = () => this.#move(0);
    this.#button('back').onclick = step(-1);
    this.#button('forward').onclick = step(1);
    this.#button('last').onclick = () => this.#move(this.#length);
    this.#button('play').onclick = () =>
      this.#playing === undefined ? this.#play() : this.#stop();
    this.#scrubber.oninput = () => this.#move(Number(this.#scrubber.value));
    // a finger that came down on it to scroll the page has not meant it
    let before = 0;
    this.#scrubber.onpointerdown = () => (before = this.#position);
    this.#scrubber.onpointercancel = () => this.#move(before);
    const kinds = this.querySelector<HTMLSelectElement>('.find select')!;
    const relist = (): void => {
      this.#listed = LISTED;
      this.#list();
    };
    kinds.onchange = relist;
    this.querySelector<HTMLInputElement>('.find input')!.oninput = relist;
    const all = this.querySelector<HTMLDetailsElement>('.all')!;
    all.ontoggle = () => {
      this.#list();
      // a browser that keeps in place what comes after it would scroll it away
      if (all.open && all.contains(document.activeElement))
        all.querySelector('summary')!.scrollIntoView({ block: 'nearest' });
    };
    this.#button('more').onclick = () => {
      this.#listed += LISTED;
      this.#list();
    };
    this.onkeydown = (event) => this.#key(event);
    this.onclick = ({ target }) => {
      const thing = (target as Element).closest<HTMLElement>('[data-since]');
      if (thing)
        this.#move(this.#events.findIndex(({ n }) => n === Number(thing.dataset.since)) + 1);
      const line = (target as Element).closest<HTMLElement>('[data-file]');
      if (line) this.#reveal({ file: line.dataset.file!, line: Number(line.dataset.line) }, 'go');
    };
    for (const near of ['pointerover', 'focusin'] as const)
      this.addEventListener(near, ({ target }) => this.#hint(target as Element));
  }

  #key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      target.matches('input[type=search], select')
    )
      return;
    // the scrubber's own keys do the same
    if (target.matches('input') && /^(Arrow|Home|End)/.test(event.key)) return;
    switch (event.key) {
      case 'ArrowLeft':
        this.#step(-1);
        break;
      case 'ArrowRight':
        this.#step(1);
        break;
      case 'Home':
        this.#move(0);
        break;
      case 'End':
        this.#move(this.#length);
        break;
      case ' ':
        if (target.matches('button, summary')) return;
        if (this.#playing === undefined) this.#play();
        else this.#stop();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  /** By the reader's hand: what plays stops. */
  #move(position: number): void {
    this.#stop();
    this.#go(position);
  }
  #step(by: number): void {
    this.#move(this.#position + by);
  }

  #play(): void {
    if (this.#position >= this.#length) this.#go(0);
    this.#button('play').textContent = 'Pause';
    this.#part('.sentence').ariaLive = 'off'; // so many sentences at once nobody could follow
    const speed = this.querySelector<HTMLSelectElement>('.speed select')!;
    const next = (): void => {
      if (!this.isConnected || this.#position >= this.#length) return this.#stop();
      this.#go(this.#position + 1);
    };
    const start = (): void => {
      clearInterval(this.#playing);
      this.#playing = setInterval(next, Number(speed.value));
    };
    speed.onchange = () => this.#playing !== undefined && start();
    start();
  }
  #stop(): void {
    clearInterval(this.#playing);
    if (this.#playing === undefined) return;
    this.#playing = undefined;
    this.#button('play').textContent = 'Play';
    this.#part('.sentence').ariaLive = 'polite';
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
        (this.#position === 0 ? 'Nothing has happened yet.' : 'It is over.'),
    );
    for (const [at, run] of this.#runs.entries()) {
      render(
        drawState(run.timeline.at(Math.min(this.#position, run.events.length)), run),
        this.querySelectorAll('.state-of')[at]!,
      );
      const own = this.querySelectorAll('.its-sentence')[at];
      if (own) own.textContent = sentences[at]!;
    }
    if (focused && !focused.isConnected) this.#refocus(focused);
    this.#part('.sentence').textContent = this.#told(sentences);
    render(
      <>
        Event {this.#position} of {this.#length}
        {event?.ms !== undefined && <span class="ms">, {event.ms.toFixed(1)} ms</span>}
        {event?.at && (
          <>
            {' · '}
            <button type="button" data-file={event.at.file} data-line={event.at.line}>
              <span class="file">{event.at.file.split('/').at(-1)}</span>
              <span>, line {event.at.line}</span>
            </button>
          </>
        )}
      </>,
      this.#part('.at'),
    );
    this.#showLines();
    this.#tellWhy(event);
    this.#markListed();
    this.#hint(null);
    this.dispatchEvent(
      new CustomEvent('reveal', {
        bubbles: true,
        detail: { at: event?.at ?? { file: '', line: 0 }, how: 'mark' },
      }),
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
    this.dispatchEvent(new CustomEvent('reveal', { bubbles: true, detail: { at, how } }));
  }

  #tellWhy(event: TraceEvent | undefined): void {
    const causes = event ? whyOf(this.#events, event) : [];
    const why = this.#part('.why');
    why.hidden = causes.length === 0 || this.#runs.length > 1;
    render(
      <>
        {causes.slice(0, CAUSES).map((cause) => (
          <li>{this.#wayTo(this.#events.indexOf(cause), 'since: ')}</li>
        ))}
        {causes.length > CAUSES && <li class="none">… {causes.length - CAUSES} more</li>}
      </>,
      why.querySelector('ol')!,
    );
  }

  /** A way to an event, told by its sentence. */
  #wayTo(index: number, before = ''): VNode {
    const go = ({ currentTarget }: Event): void => {
      keepInPlace(currentTarget as Element, this, () => this.#move(index + 1));
      const at = this.#events[index]?.at;
      if (at) this.#reveal(at, 'open');
    };
    return (
      <button type="button" data-index={index} onClick={go}>
        {before}
        {this.#runs[0]!.sentences[index]}
      </button>
    );
  }

  /** What the reader should be told unasked. */
  #say(all: readonly Note[]): void {
    render(
      all.map(({ text, index }) => (
        <li>
          {text}
          {index >= 0 && (
            <>
              {' '}
              <button
                type="button"
                onClick={({ currentTarget }) =>
                  keepInPlace(currentTarget, this, () => this.#move(index + 1))
                }
              >
                Show it
              </button>
            </>
          )}
        </li>
      )),
      this.#part('.lints'),
    );
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

  /** Few readers open it, so nobody else waits for it. */
  #list(): void {
    if (!this.querySelector<HTMLDetailsElement>('.all')!.open) return;
    const text = this.querySelector<HTMLInputElement>('.find input')!.value.toLowerCase();
    const group = this.querySelector<HTMLSelectElement>('.find select')!.value;
    const isIn = (event: TraceEvent): boolean =>
      group === ALL || kindOf(event).groups.some((name) => name === group);
    const { sentences } = this.#runs[0]!;
    const found = this.#events.flatMap((event, index) =>
      isIn(event) && sentences[index]!.toLowerCase().includes(text) ? [index] : [],
    );
    render(
      found.slice(0, this.#listed).map((index) => (
        <li value={index + 1} key={index}>
          {this.#wayTo(index)}
        </li>
      )),
      this.#part('.events'),
    );
    sayOnce(
      this.#part('.found'),
      found.length === this.#events.length ? '' : `${found.length.toLocaleString('en')} found`,
    );
    this.#button('more').hidden = found.length <= this.#listed;
    this.#markListed();
  }

  #markListed(): void {
    for (const way of this.querySelectorAll<HTMLElement>('.events [data-index]'))
      way.ariaCurrent = Number(way.dataset.index) === this.#position - 1 ? 'step' : null;
  }
}

/** Draws in the place of all that stands in an element, what the build put there included. */
function draw(element: Element, what: ComponentChildren): void {
  render(null, element);
  element.replaceChildren();
  render(what, element);
}

customElements.define('trace-timeline', TraceTimeline);
