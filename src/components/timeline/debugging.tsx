// The timeline as a debugger: it goes from stop to stop, has a list of them for those who don't set
// them in the editor, and answers why a task isn't done yet. Loaded once a timeline is shown.
import { render, type VNode } from 'preact';
import type { Id, Place } from '../../timeline/catalogue/shapes.ts';
import type { Drawn } from '../../timeline/draw.tsx';
import type { Timeline } from '../../timeline/fold.ts';
import { lineAt } from '../../timeline/labels.ts';
import { endOf, endsLater, notYet } from '../../timeline/not-yet.ts';
import {
  filesWithEvents,
  lineFor,
  linesWithEvents,
  momentsOf,
  nextOf,
  previousOf,
  thingsOf,
  type Stop,
} from '../../timeline/stops.ts';
import type { State } from '../../timeline/state.ts';
import { nameIn, numberOf } from '../../timeline/words.ts';
import { sayOnce } from '../workbench/say-once.ts';
import styles from './debugging.css?inline';
import { keyOf, type LineStop, type SetStop, type Stops } from './stops.ts';

// beside the script, or every page would load them
const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets.push(sheet);

interface Around {
  position(): number;
  /** Shows the moment after so many events, by the reader's hand. */
  go(position: number): void;
  /** Opens a line. */
  reveal(at: Place): void;
  /** Draws the pictures anew. */
  redraw(): void;
}

const shortName = (file: string): string => file.split('/').at(-1)!;

export class Debugging {
  readonly #timeline: HTMLElement;
  readonly #run: Drawn & { timeline: Timeline };
  readonly #stops: Stops;
  readonly #around: Around;
  /** The moments of each stop, in order. */
  #moments = new Map<SetStop, readonly number[]>();
  #asked: Id | undefined;
  /** The state of the moment. */
  #state: State | undefined;

  constructor(
    timeline: HTMLElement,
    run: Drawn & { timeline: Timeline },
    stops: Stops,
    around: Around,
  ) {
    this.#timeline = timeline;
    this.#run = run;
    this.#stops = stops;
    this.#around = around;
    this.#find();
    this.#draw();
  }

  /** The stops are others, or elsewhere. @param isTold Whether what was done is said. */
  changed(isTold: boolean): void {
    this.#find();
    this.#draw();
    const { last } = this.#stops;
    if (isTold && last)
      this.#tell(
        last.isSet
          ? `Stop: ${this.#called(last.stop)}. ${this.#says(last.stop)}`
          : `Stop removed: ${this.#called(last.stop)}.`,
      );
    this.#around.redraw();
  }
  #find(): void {
    const { events, labels } = this.#run;
    this.#moments = new Map(
      this.#stops.all.map((stop) => {
        const it = asRan(stop);
        return [stop, it ? momentsOf(it, events, labels) : []];
      }),
    );
  }

  // --- from stop to stop

  /** The moment is another one: what was said of the one before is over. */
  moved(): void {
    this.#tell('');
  }
  isStop(position: number): boolean {
    return [...this.#moments.values()].some((moments) => moments.includes(position));
  }
  to(which: 'next' | 'previous'): void {
    if (this.#stops.all.length === 0)
      return this.#tell(
        'There’s no stop yet. Set one below, in the list of stops, or at a line’s number.',
      );
    const position = this.#around.position();
    const all = [...this.#moments.values()].flat().sort((a, b) => a - b);
    const moment = which === 'next' ? nextOf(all, position) : previousOf(all, position);
    if (moment === undefined)
      return this.#tell(`No stop comes ${which === 'next' ? 'after' : 'before'} this moment.`);
    this.#around.go(moment);
    this.arrive(moment);
  }
  /** The line that a reader has it stop at is to be seen, wherever it is. */
  arrive(position: number): void {
    const [stop] =
      [...this.#moments].find(
        ([{ kind }, moments]) => kind === 'line' && moments.includes(position),
      ) ?? [];
    if (stop?.kind === 'line') this.#around.reveal({ file: stop.file, line: stop.line });
  }
  #tell(text: string): void {
    const told = this.#timeline.querySelector<HTMLElement>('.to-stops .stop-told')!;
    if (told.textContent === text) told.textContent = ''; // a reader who asks again is told again
    sayOnce(told, text);
  }

  #called(stop: SetStop): string {
    if (stop.kind === 'line') return `line ${stop.line} of ${shortName(stop.file)}`;
    return `when ${stop.name} ${stop.kind === 'settles' ? 'is settled' : 'runs'}`;
  }
  /** What is known of a stop in this run. */
  #says(stop: SetStop): string {
    const { length } = this.#moments.get(stop) ?? [];
    const { events, labels, sources } = this.#run;
    if (length > 0)
      return length === 1 ? 'It comes up once.' : `It comes up ${numberOf(length)} times.`;
    if (stop.kind !== 'line')
      return [...labels.values()].includes(stop.name)
        ? 'That didn’t happen in this run.'
        : 'There’s no such thing in this run.';
    const { file, ran } = stop;
    if (ran === undefined) return 'The text has changed since it ran. Run it again.';
    if (!Object.hasOwn(sources, file)) return 'That file wasn’t part of this run.';
    const lines = linesWithEvents(file, events);
    if (lines.includes(ran))
      return 'Only the loop’s own work was recorded there, and nothing stops at that.';
    if (lines.length > 0) return 'Nothing was recorded on this line in this run.';
    return 'Nothing was recorded in this file. What the library does is recorded at the program’s line that called it.';
  }
  /** Where there was something to stop at, as a debugger would find it. */
  #instead(stop: SetStop): number | undefined {
    if (stop.kind !== 'line' || stop.ran !== stop.line || this.#moments.get(stop)!.length > 0)
      return undefined;
    const at = lineFor(linesWithEvents(stop.file, this.#run.events), stop.line);
    return at === stop.line ? undefined : at;
  }

  #draw(): void {
    const { all } = this.#stops;
    render(
      <>
        {all.length > 0 && (
          <>
            <button type="button" data-do="previous-stop" onClick={() => this.to('previous')}>
              Previous stop
            </button>
            <button type="button" data-do="next-stop" onClick={() => this.to('next')}>
              Next stop
            </button>
          </>
        )}
        <span class="stop-told" role="status" />
        <span class="heard visually-hidden" role="status" />
      </>,
      this.#timeline.querySelector('.to-stops')!,
    );
    render(this.#list(), this.#timeline.querySelector('.stops-place')!);
  }

  #list(): VNode {
    const { all } = this.#stops;
    const opened = (event: Event): void => {
      this.#stops.isListOpen = (event.currentTarget as HTMLDetailsElement).open;
    };
    return (
      <details class="stops" open={this.#stops.isListOpen} onToggle={opened}>
        <summary>Stops{all.length > 0 && `: ${numberOf(all.length)}`}</summary>
        {all.length === 0 && (
          <p class="none">
            Play and Next stop halt at a stop. In the editor, press a line’s number, or F9 on the
            line.
          </p>
        )}
        <ul class="plain">{all.map((stop) => this.#row(stop))}</ul>
        {this.#lineForm()}
        {this.#thingForm()}
      </details>
    );
  }
  #row(stop: SetStop): VNode {
    const instead = this.#instead(stop);
    const first = this.#moments.get(stop)?.[0];
    const code =
      stop.kind === 'line' && stop.ran !== undefined
        ? lineAt(this.#run.sources, { file: stop.file, line: stop.ran })?.trim()
        : undefined;
    const called = this.#called(stop);
    return (
      <li key={keyOf(stop)}>
        <span class="which">
          {called[0]!.toUpperCase() + called.slice(1)}
          {code ? <code>{code}</code> : '.'}
        </span>{' '}
        <span class="state">{this.#says(stop)}</span>{' '}
        {first !== undefined && (
          <button
            type="button"
            onClick={() => {
              this.#around.go(first);
              this.arrive(first);
            }}
          >
            Go to the first<span class="visually-hidden"> {called}</span>
          </button>
        )}{' '}
        {instead !== undefined && (
          <button type="button" onClick={() => this.#stops.put(stop as LineStop, instead)}>
            Move it to line {instead}
          </button>
        )}{' '}
        <button
          type="button"
          onClick={({ currentTarget }) => {
            this.#stops.remove(stop);
            const { parentElement } = this.#timeline.querySelector('.stops summary')!;
            if (!currentTarget.isConnected)
              parentElement!.querySelector<HTMLElement>('li button, summary')!.focus();
          }}
        >
          Take it away<span class="visually-hidden"> {called}</span>
        </button>
      </li>
    );
  }
  #lineForm(): VNode {
    const files = filesWithEvents(this.#run.events).filter((file) =>
      Object.hasOwn(this.#run.sources, file),
    );
    const set = (event: SubmitEvent): void => {
      event.preventDefault();
      const given = new FormData(event.currentTarget as HTMLFormElement);
      const at = { file: String(given.get('file')), line: Number(given.get('line')) };
      if (Number.isInteger(at.line) && !this.#stops.has({ kind: 'line', at }))
        this.#stops.toggle({ kind: 'line', at });
    };
    return (
      <form class="find" onSubmit={set}>
        <label>
          Stop in{' '}
          <select name="file">
            {files.map((file) => (
              <option value={file}>{shortName(file)}</option>
            ))}
          </select>
        </label>{' '}
        <label>
          at line <input name="line" type="number" min="1" max="99999" required />
        </label>{' '}
        <button type="submit">Set it</button>
      </form>
    );
  }
  #thingForm(): VNode | false {
    const { settles, runs } = thingsOf(this.#run.events, this.#run.labels);
    if (settles.length + runs.length === 0) return false;
    const set = (event: SubmitEvent): void => {
      event.preventDefault();
      const chosen = new FormData(event.currentTarget as HTMLFormElement).get('when');
      const [, kind, name] = /^(settles|runs) ([^]*)$/.exec(String(chosen)) ?? [];
      const stop = { kind, name } as Stop;
      if (kind && !this.#stops.has(stop)) this.#stops.toggle(stop);
    };
    return (
      <form class="find" onSubmit={set}>
        <label>
          Stop when{' '}
          <select name="when">
            {settles.map((name) => (
              <option value={`settles ${name}`}>{name} is settled</option>
            ))}
            {runs.map((name) => (
              <option value={`runs ${name}`}>{name} runs</option>
            ))}
          </select>
        </label>{' '}
        <button type="submit">Set it</button>
      </form>
    );
  }

  // --- why not yet?

  #stateNow(): State {
    const position = this.#around.position();
    if (this.#state?.position !== position) this.#state = this.#run.timeline.at(position);
    return this.#state;
  }
  /** What a picture has beside a thing: the question, and its answer once it's asked. */
  readonly ask = (id: Id): VNode | false => {
    const { labels } = this.#run;
    const state = this.#stateNow();
    const isAsked = id === this.#asked;
    if (!isAsked && endOf(id, state) !== undefined) return false;
    const name = nameIn(labels)(id);
    return (
      <>
        {' '}
        <button
          type="button"
          class="ask"
          aria-expanded={isAsked}
          onClick={() => {
            this.#asked = isAsked ? undefined : id;
            const text = isAsked ? '' : notYet(id, state, labels).text;
            sayOnce(this.#timeline.querySelector<HTMLElement>('.to-stops .heard')!, text);
            this.#around.redraw();
          }}
        >
          Why not yet?<span class="visually-hidden"> {name}</span>
        </button>
        {isAsked && this.#answer(id, name)}
      </>
    );
  };
  #answer(id: Id, name: string): VNode {
    const { labels, events } = this.#run;
    const position = this.#around.position();
    const { isDone, text } = notYet(id, this.#stateNow(), labels);
    const later = isDone ? undefined : endsLater(id, events, position);
    const kinds = events.some((event) => event.type === 'step' && labels.get(event.id) === name)
      ? (['settles', 'runs'] as const)
      : (['settles'] as const);
    const canSettle = events.some(
      (event) => event.type === 'made' && event.id === id && /future|task/.test(event.kind),
    );
    return (
      <div class="not-yet">
        <p>{text}</p>
        <p>
          {later !== undefined ? (
            <button type="button" onClick={() => this.#around.go(later + 1)}>
              It ends at event {numberOf(later + 1)}: go there
            </button>
          ) : (
            !isDone && <span class="state">In this recording it doesn’t end.</span>
          )}{' '}
          {kinds
            .filter((kind) => kind === 'runs' || canSettle)
            .map((kind) => (
              <button
                type="button"
                aria-pressed={this.#stops.has({ kind, name })}
                onClick={() => this.#stops.toggle({ kind, name })}
              >
                {kind === 'settles' ? 'Stop when it’s settled' : 'Stop when it runs'}
              </button>
            ))}
        </p>
      </div>
    );
  }
}

/** As it's in the text that ran. */
const asRan = (stop: SetStop): Stop | undefined =>
  stop.kind !== 'line'
    ? stop
    : stop.ran === undefined
      ? undefined
      : { kind: 'line', at: { file: stop.file, line: stop.ran } };
