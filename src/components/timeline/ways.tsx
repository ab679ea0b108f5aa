// Ways to events, told by their sentences: what led to one, and what a reader is told unasked.
import { render, type VNode } from 'preact';
import type { TraceEvent } from '../../timeline/catalogue/catalogue.ts';
import type { Lint } from '../../timeline/lints.ts';
import { whyOf } from '../../timeline/why.ts';
import { keepInPlace } from '../workbench/bring-into-view.ts';

/** Of a long way of causes, or many warnings, the first are enough. */
const CAUSES = 50;
const LINTS = 20;

interface Around {
  /** Shows the state after an event. */
  go(index: number): void;
  /** Opens the line of an event. */
  reveal(event: TraceEvent): void;
}

export class Ways {
  readonly #timeline: HTMLElement;
  readonly #events: readonly TraceEvent[];
  readonly #sentences: readonly string[];
  readonly #around: Around;

  constructor(
    timeline: HTMLElement,
    events: readonly TraceEvent[],
    sentences: readonly string[],
    around: Around,
  ) {
    this.#timeline = timeline;
    this.#events = events;
    this.#sentences = sentences;
    this.#around = around;
  }

  #go(from: EventTarget, index: number): void {
    keepInPlace(from as Element, this.#timeline, () => this.#around.go(index));
  }
  /** A way to an event, told by its sentence. */
  to(index: number, before = ''): VNode {
    const go = ({ currentTarget }: Event): void => {
      this.#go(currentTarget!, index);
      const event = this.#events[index];
      if (event) this.#around.reveal(event);
    };
    return (
      <button type="button" data-index={index} onClick={go}>
        {before}
        {this.#sentences[index]}
      </button>
    );
  }

  /** What led to an event. */
  tellWhy(event: TraceEvent | undefined, isHidden: boolean): void {
    const causes = event ? whyOf(this.#events, event) : [];
    const why = this.#timeline.querySelector<HTMLElement>('.why')!;
    why.hidden = causes.length === 0 || isHidden;
    render(
      <>
        {causes.slice(0, CAUSES).map((cause) => (
          <li>{this.to(this.#events.indexOf(cause), 'since: ')}</li>
        ))}
        {causes.length > CAUSES && <li class="none">… {causes.length - CAUSES} more</li>}
      </>,
      why.querySelector('ol')!,
    );
  }

  /** What the reader should be told unasked. */
  tellLints(lints: readonly Lint[]): void {
    render(
      <>
        {lints.slice(0, LINTS).map(({ text, n }) => {
          const index = this.#events.findIndex((event) => event.n === n);
          return (
            <li>
              {text}
              {index >= 0 && (
                <>
                  {' '}
                  <button
                    type="button"
                    onClick={({ currentTarget }) => this.#go(currentTarget, index)}
                  >
                    Show it
                  </button>
                </>
              )}
            </li>
          );
        })}
        {lints.length > LINTS && <li>… {lints.length - LINTS} more like these.</li>}
      </>,
      this.#timeline.querySelector('.lints')!,
    );
  }
}
