// All events in words, as a list to search.
import { render, type VNode } from 'preact';
import { kindOf, type TraceEvent } from '../../timeline/catalogue/catalogue.ts';
import { GROUPS } from '../../timeline/catalogue/kind.ts';
import { sayOnce } from '../workbench/say-once.ts';

/** How many events are listed at once. */
const LISTED = 100;
/** What the list shows if it isn't filtered. */
const ALL = 'All kinds';

export const EventListFrame = (): VNode => (
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
);

export class EventList {
  readonly #all: HTMLDetailsElement;
  readonly #text: HTMLInputElement;
  readonly #kinds: HTMLSelectElement;
  readonly #more: HTMLButtonElement;
  readonly #events: readonly TraceEvent[];
  readonly #sentences: readonly string[];
  readonly #wayTo: (index: number) => VNode;
  /** The event of the moment. */
  #now = -1;
  #listed = LISTED;

  /** @param wayTo Gives a way to an event, told by its sentence. */
  constructor(
    timeline: Element,
    events: readonly TraceEvent[],
    sentences: readonly string[],
    wayTo: (index: number) => VNode,
  ) {
    const all = timeline.querySelector<HTMLDetailsElement>('.all')!;
    this.#all = all;
    this.#text = all.querySelector('.find input')!;
    this.#kinds = all.querySelector('.find select')!;
    this.#more = all.querySelector('button[data-do=more]')!;
    this.#events = events;
    this.#sentences = sentences;
    this.#wayTo = wayTo;
    all.querySelector('summary')!.textContent =
      `All ${events.length.toLocaleString('en')} events, in words`;
    const relist = (): void => {
      this.#listed = LISTED;
      this.#list();
    };
    this.#kinds.onchange = this.#text.oninput = relist;
    all.ontoggle = () => {
      this.#list();
      // a browser that keeps in place what comes after it would scroll it away
      if (all.open && all.contains(document.activeElement))
        all.querySelector('summary')!.scrollIntoView({ block: 'nearest' });
    };
    this.#more.onclick = () => {
      this.#listed += LISTED;
      this.#list();
    };
    this.#list();
  }

  /** Few readers open it, so the others don't wait for it. */
  #list(): void {
    if (!this.#all.open) return;
    const text = this.#text.value.toLowerCase();
    const group = this.#kinds.value;
    const isIn = (event: TraceEvent): boolean =>
      group === ALL || kindOf(event).groups.some((name) => name === group);
    const found = this.#events.flatMap((event, index) =>
      isIn(event) && this.#sentences[index]!.toLowerCase().includes(text) ? [index] : [],
    );
    render(
      found.slice(0, this.#listed).map((index) => (
        <li value={index + 1} key={index}>
          {this.#wayTo(index)}
        </li>
      )),
      this.#all.querySelector('.events')!,
    );
    sayOnce(
      this.#all.querySelector<HTMLElement>('.found')!,
      found.length === this.#events.length ? '' : `${found.length.toLocaleString('en')} found`,
    );
    this.#more.hidden = found.length <= this.#listed;
    this.mark(this.#now);
  }

  /** Marks the event of the moment. */
  mark(index: number): void {
    this.#now = index;
    for (const way of this.#all.querySelectorAll<HTMLElement>('.events [data-index]'))
      way.ariaCurrent = Number(way.dataset.index) === index ? 'step' : null;
  }
}
