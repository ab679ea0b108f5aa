// <trace-timeline>: what a run did, event by event, forwards and backwards. Two runs are stepped through together.
import type { Place, TraceEvent } from '../../timeline/events.ts';
import { firstDifference } from '../../timeline/compare.ts';
import { drawLanes, drawState, isWorthSeeing, type Drawn } from '../../timeline/draw.ts';
import { timelineOf, type Timeline } from '../../timeline/fold.ts';
import { labelsOf } from '../../timeline/labels.ts';
import { lintsOf, type Ended } from '../../timeline/lints.ts';
import { sentencesOf } from '../../timeline/sentences.ts';
import { whyOf } from '../../timeline/why.ts';

export interface Seen {
  events: TraceEvent[];
  /** The files that ran. */
  sources: Readonly<Record<string, string>>;
}

interface Run extends Drawn {
  timeline: Timeline;
  sentences: string[];
}

/** How many events are listed at once. */
const LISTED = 100;
const GROUPS: Record<string, RegExp> = {
  'All kinds': /./,
  'The queue': /^(scheduled|run|skipped|cancel)$/,
  Generators: /^(step|yielded|returned|threw)$/,
  'Futures and tasks': /^(made|settled|waits|unwaits|seen|cancel)$/,
  Threads: /^(blocks|wakes|job|replied|spins)$/,
  Printed: /^output$/,
  Errors: /^(refused|threw)$/,
};

const icon = (path: string): string => `<svg viewBox="0 0 20 20" aria-hidden="true"><path d="${path}"/></svg>`;
const MARKUP = `
  <p class="sentence" role="status"></p>
  <p class="at"></p>
  <div class="controls">
    <span class="steps">
      <button type="button" data-do="first" aria-label="First event">${icon('M5 4v12M16 4 8 10l8 6z')}</button>
      <button type="button" data-do="back" aria-label="One event back">${icon('M14 4 6 10l8 6z')}</button>
      <button type="button" data-do="play" aria-pressed="false">Play</button>
      <button type="button" data-do="forward" aria-label="One event forward">${icon('M6 4l8 6-8 6z')}</button>
      <button type="button" data-do="last" aria-label="Last event">${icon('M15 4v12M4 4l8 6-8 6z')}</button>
    </span>
    <label class="speed"><span class="visually-hidden">Speed</span><select><option value="1000">1 a second</option><option value="400" selected>2.5 a second</option><option value="100">10 a second</option></select></label>
    <button type="button" data-do="compare" hidden></button>
  </div>
  <input class="scrubber" type="range" min="0" step="1" aria-label="Event">
  <div class="lanes-place"></div>
  <div class="pictures" role="group" tabindex="0" aria-label="What stood where: the arrow keys step"></div>
  <p class="hint" aria-live="polite"></p>
  <ul class="lints plain"></ul>
  <details class="why"><summary>Why did this happen?</summary><ol class="plain"></ol></details>
  <details class="all"><summary></summary>
    <div class="find"><label>Find <input type="search"></label> <label><span class="visually-hidden">Kind</span><select></select></label> <span class="found" role="status"></span></div>
    <ol class="events"></ol>
    <button type="button" data-do="more" hidden>Show more</button>
  </details>`;

export class TraceTimeline extends HTMLElement {
  /** One, or two to compare. */
  #runs: Run[] = [];
  #position = 0;
  #playing: ReturnType<typeof setInterval> | undefined;
  #listed = LISTED;

  /**
   * Shows a run, from its end.
   * @param other What it can be compared with, if anything.
   */
  show({ events, sources, ended, other }: Seen & { ended: Ended; other: string | undefined }): void {
    this.#begin([{ events, sources }]);
    if (!isWorthSeeing(events)) return this.#sayNothing();
    const [run] = this.#runs as [Run];
    this.#button('compare').hidden = other === undefined;
    this.#button('compare').textContent = `Compare with ${other}`;
    const lints = lintsOf(events, run.timeline, run.labels, ended);
    this.#part('.lints').replaceChildren(
      ...lints.map(({ text, n }) =>
        this.#lint(
          text,
          events.findIndex((event) => event.n === n),
        ),
      ),
    );
    this.#go(this.#length);
  }

  /** Shows two runs from where they part. */
  showCompare(mine: Seen, theirs: Seen, whose: readonly [string, string]): void {
    this.#begin([mine, theirs], whose);
    const at = firstDifference(mine.events, theirs.events);
    this.#part('.lints').replaceChildren(at === undefined ? this.#lint('Both did the same.', -1) : this.#lint(`Up to event ${at} both did the same. Here they part.`, at));
    this.#go(at === undefined ? this.#length : at + 1);
  }

  #begin(seen: Seen[], whose: readonly string[] = []): void {
    this.#stop();
    const open = [...this.querySelectorAll('details[open]')].map(({ className }) => className);
    this.innerHTML = MARKUP;
    for (const details of this.querySelectorAll('details')) details.open = open.includes(details.className);
    this.role = 'group';
    this.ariaLabel = 'Timeline';
    this.#listed = LISTED;
    this.#runs = seen.map(({ events, sources }) => {
      const labels = labelsOf(events, sources);
      return { events, sources, labels, timeline: timelineOf(events), sentences: sentencesOf(events, labels) };
    });
    this.#part('.lanes-place').innerHTML = this.#runs.map(({ events }) => drawLanes(events)).join('');
    const pictures = this.#runs.map((_run, at) => {
      const picture = document.createElement('div');
      picture.className = 'picture';
      if (this.#runs.length > 1)
        picture.append(
          Object.assign(document.createElement('p'), { className: 'whose', textContent: whose[at]! }),
          Object.assign(document.createElement('p'), { className: 'its-sentence' }),
        );
      picture.append(Object.assign(document.createElement('div'), { className: 'state-of' }));
      return picture;
    });
    this.#part('.pictures').replaceChildren(...pictures);
    this.#part('.pictures').classList.toggle('two', this.#runs.length > 1);
    this.#scrubber.max = String(this.#length);
    this.#part('.all summary').textContent = `All ${this.#events.length.toLocaleString('en')} events, in words`;
    this.#bind();
    this.#list();
  }

  #sayNothing(): void {
    const said = document.createElement('p');
    said.className = 'nothing';
    said.textContent = 'This program has no loop to watch: no future, no task, and no generator.';
    this.replaceChildren(said);
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
    this.#button('play').onclick = () => (this.#playing === undefined ? this.#play() : this.#stop());
    this.#scrubber.oninput = () => this.#move(Number(this.#scrubber.value));
    const kinds = this.querySelector<HTMLSelectElement>('.find select')!;
    kinds.append(...Object.keys(GROUPS).map((name) => new Option(name)));
    const relist = (): void => {
      this.#listed = LISTED;
      this.#list();
    };
    kinds.onchange = relist;
    this.querySelector<HTMLInputElement>('.find input')!.oninput = relist;
    this.#button('more').onclick = () => {
      this.#listed += LISTED;
      this.#list();
    };
    this.onkeydown = (event) => this.#key(event);
    this.onclick = ({ target }) => {
      const thing = (target as Element).closest<HTMLElement>('[data-since]');
      if (thing) this.#move(this.#events.findIndex(({ n }) => n === Number(thing.dataset.since)) + 1);
      const line = (target as Element).closest<HTMLElement>('[data-file]');
      if (line) this.#reveal({ file: line.dataset.file!, line: Number(line.dataset.line) });
    };
    for (const near of ['pointerover', 'focusin'] as const) this.addEventListener(near, ({ target }) => this.#hint(target as Element));
  }

  #key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches('input[type=search], select')) return;
    if (target.matches('input') && /^(Arrow|Home|End)/.test(event.key)) return; // the scrubber's own keys do the same
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
    for (const [at, run] of this.#runs.entries()) {
      const picture = this.querySelectorAll('.picture')[at]!;
      picture.querySelector('.state-of')!.innerHTML = drawState(run.timeline.at(Math.min(this.#position, run.events.length)), run);
      const own = picture.querySelector('.its-sentence');
      if (own) own.textContent = run.sentences[this.#position - 1] ?? (this.#position > run.events.length ? 'It is over.' : '');
    }
    const [run] = this.#runs as [Run];
    this.#part('.sentence').textContent = this.#runs.length > 1 ? '' : (run.sentences[this.#position - 1] ?? 'Nothing has happened yet.');
    const place = this.#part('.at');
    place.replaceChildren(`Event ${this.#position} of ${this.#length}`);
    if (event?.ms !== undefined) place.append(`, ${event.ms.toFixed(1)} ms`);
    if (event?.at) {
      const way = document.createElement('button');
      way.type = 'button';
      Object.assign(way.dataset, { file: event.at.file, line: event.at.line });
      way.textContent = `${event.at.file.split('/').at(-1)}, line ${event.at.line}`;
      place.append(' · ', way);
    }
    this.#tellWhy(event);
    this.#markListed();
    this.#hint(null);
    this.dispatchEvent(new CustomEvent('reveal', { bubbles: true, detail: { at: event?.at ?? { file: '', line: 0 }, quietly: true } }));
  }

  #reveal(at: Place): void {
    this.dispatchEvent(new CustomEvent('reveal', { bubbles: true, detail: { at, quietly: false } }));
  }

  #tellWhy(event: TraceEvent | undefined): void {
    const causes = event ? whyOf(this.#events, event) : [];
    const why = this.#part('.why');
    why.hidden = causes.length === 0 || this.#runs.length > 1;
    why.querySelector('ol')!.replaceChildren(...causes.map((cause) => this.#wayTo(this.#events.indexOf(cause), 'since: ')));
  }

  /** A way to an event, told by its sentence. */
  #wayTo(index: number, before = ''): HTMLLIElement {
    const item = document.createElement('li');
    const way = document.createElement('button');
    way.type = 'button';
    way.textContent = `${before}${this.#runs[0]!.sentences[index] ?? ''}`;
    way.dataset.index = String(index);
    way.onclick = () => {
      this.#move(index + 1);
      const { at } = this.#events[index]!;
      if (at) this.#reveal(at);
    };
    item.append(way);
    return item;
  }

  #lint(text: string, index: number): HTMLLIElement {
    const item = document.createElement('li');
    item.append(text);
    if (index < 0) return item;
    const way = document.createElement('button');
    way.type = 'button';
    way.textContent = 'Show it';
    way.onclick = () => this.#move(index + 1);
    item.append(' ', way);
    return item;
  }

  /** What led to the thing that is pointed at. */
  #hint(target: Element | null): void {
    const thing = target?.closest<HTMLElement>('[data-since]');
    const since = this.#events.findIndex(({ n }) => n === Number(thing?.dataset.since));
    this.#part('.hint').textContent = thing && since >= 0 ? `Since event ${since + 1}: ${this.#runs[0]!.sentences[since]}` : '';
  }

  #list(): void {
    const text = this.querySelector<HTMLInputElement>('.find input')!.value.toLowerCase();
    const kind = GROUPS[this.querySelector<HTMLSelectElement>('.find select')!.value] ?? /./;
    const { sentences } = this.#runs[0]!;
    const found = this.#events.flatMap((event, index) => (kind.test(event.type) && sentences[index]!.toLowerCase().includes(text) ? [index] : []));
    const items = found.slice(0, this.#listed).map((index) => {
      const item = this.#wayTo(index);
      item.value = index + 1;
      return item;
    });
    this.#part('.events').replaceChildren(...items);
    this.#part('.found').textContent = found.length === this.#events.length ? '' : `${found.length.toLocaleString('en')} found`;
    this.#button('more').hidden = found.length <= this.#listed;
    this.#markListed();
  }

  #markListed(): void {
    for (const way of this.querySelectorAll<HTMLElement>('.events [data-index]')) way.ariaCurrent = Number(way.dataset.index) === this.#position - 1 ? 'step' : null;
  }
}

customElements.define('trace-timeline', TraceTimeline);
