// What is shown of a search: the answer, and for each kind of difference the order that differs least
// from the usual one.
import type { ComponentChildren, VNode } from 'preact';
import { circleIn, lineIn, stepIn, TITLES, waitsIn, type Said } from '../../orders/sentences.ts';
import type { Example, Kind, Place, Told, Waits } from '../../orders/told.ts';
import { showText } from '../workbench/unseen.ts';

export interface Found {
  kind: Exclude<Kind, 'cut'>;
  example: Example;
}

interface Props {
  status: string;
  /** How far a search is: to be seen, since it would be announced all the time. */
  progress: string;
  isRunning: boolean;
  found: readonly Found[];
  usual: Extract<Told, { type: 'end' }>['usual'] | undefined;
  /** In how many ways it ended, once that's known. */
  ways: number | undefined;
  /** Whether threads work for it. */
  hasJobs: boolean;
  /** The program, as steps name their lines without a file. */
  entry: string;
  done: { kind: Kind; text: string; link?: string } | undefined;
  /** Whether the program was changed since. */
  isStale: boolean;
  /** Whether a link brought an order that hasn't run. */
  isBrought: boolean;
  stop(): void;
  again(): void;
  search(): void;
  close(): void;
  /** @returns A link to a place, or its text where it can't be opened. */
  link(at: Place, said: string): Node | string;
  onTimeline(kind: Kind, example: Example): void;
  copyLink(kind: Kind, example: Example): void;
}

export function Panel(props: Props): VNode {
  const {
    status,
    progress,
    ways,
    hasJobs,
    isRunning,
    found,
    isStale,
    isBrought,
    stop,
    again,
    search,
    close,
  } = props;
  return (
    <>
      <div class="orders-head">
        {/* one button, so that the focus stays where it is */}
        <button
          type="button"
          class={isBrought && !isRunning ? 'primary' : ''}
          onClick={isRunning ? stop : isBrought ? again : search}
        >
          {isRunning ? 'Stop' : isBrought ? 'Run that order' : 'Try every order again'}
        </button>
        <div class="orders-status">
          <p role="status">{status}</p>
          <p aria-hidden="true">{progress}</p>
        </div>
        <button type="button" onClick={close}>
          Close
        </button>
      </div>
      {isStale && <p class="orders-note">The program has changed since. Try again.</p>}
      {found.map(({ kind, example }, at) => (
        <details open={at === 0} key={kind}>
          <summary>{TITLES[kind]}</summary>
          <Order {...props} kind={kind} example={example} />
        </details>
      ))}
      {hasJobs && (
        <p class="orders-note">
          The reply of a job may come at any time after the job began. Here the jobs run one after
          the other, so what they do to each other meanwhile isn’t tried.
        </p>
      )}
      {found.length > 0 && (
        <p class="orders-note">
          {ways !== undefined && ways > 2 && `All in all, it ended in ${ways} ways. `}
          Of each kind you see the order that differs least from the usual one. Waiting takes no
          time here, because the clock is virtual.
        </p>
      )}
    </>
  );
}

function Order(props: Props & Found): VNode {
  const { kind, example, usual, done, onTimeline, copyLink } = props;
  const { steps, waits, lines, error } = example;
  return (
    <>
      {waits && <WhoWaits {...props} waits={waits} />}
      <div class="orders-lines">
        <Printed title="In this order" lines={lines} error={error} />
        {usual && <Printed title="Usually" lines={usual.lines} error={usual.error} />}
      </div>
      <p class="orders-title" aria-hidden="true">
        Who went when
      </p>
      <ol class="orders-steps" tabIndex={0} aria-label="Who went when">
        {steps.map((step) => (
          <li class={step.instead === undefined ? '' : 'chosen'}>
            <Linked {...props} said={stepIn(step)} />
          </li>
        ))}
      </ol>
      <p class="orders-do">
        <button type="button" onClick={() => onTimeline(kind, example)}>
          Show it on the timeline
        </button>
        <button type="button" onClick={() => copyLink(kind, example)}>
          Copy link
        </button>
        <span role="status">{done?.kind === kind ? done.text : ''}</span>
        {done?.kind === kind && done.link !== undefined && (
          <input aria-label="The link" readOnly value={done.link} />
        )}
      </p>
    </>
  );
}

function Printed({
  title,
  lines,
  error,
}: {
  title: string;
  lines: readonly string[];
  error: string | undefined;
}): VNode {
  // what went to stderr begins with a sign of its own
  const text = lines.map((line) => line.replace(/^\u0001/, '')).join('\n');
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <pre tabIndex={0}>
        <Shown text={text === '' && error === undefined ? '(prints nothing)' : text} />
        {error !== undefined && (
          <span class="stderr">
            <Shown text={`${text === '' ? '' : '\n'}${error}`} />
          </span>
        )}
      </pre>
    </figure>
  );
}

function WhoWaits({ waits, ...props }: Props & { waits: readonly Waits[] }): VNode {
  const circle = circleIn(waits);
  const tasks = new Set(waits.map(({ task }) => task));
  return (
    <>
      {circle && (
        <p class="orders-circle" aria-hidden="true">
          {circle.map((name, at): ComponentChildren => (
            <>
              {at > 0 && ' → '}
              <span class={tasks.has(name) ? 'task' : 'thing'}>
                <Shown text={name} />
              </span>
            </>
          ))}
        </p>
      )}
      <ul class="orders-waits">
        {waits.map((wait) => (
          <li>
            <Linked {...props} said={waitsIn(wait)} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A sentence, whose place leads to its line. */
function Linked({ said, entry, isStale, link }: Props & { said: Said }): VNode {
  const shown = said.map((part) => {
    if (typeof part === 'string') return showText(part, 'output');
    const line = lineIn(part, entry);
    // lines may have moved since
    return isStale ? line : link(part, line);
  });
  return <span ref={(element) => element?.replaceChildren(...shown)} />;
}

/** What a program may have named or printed: what can't be seen in it is marked. */
function Shown({ text }: { text: string }): VNode {
  return <span ref={(element) => element?.replaceChildren(showText(text, 'output'))} key={text} />;
}
