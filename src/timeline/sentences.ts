// Each event as a sentence: what the pictures show, for those who read or listen.
import type { Frame, Id, TraceEvent } from './events.ts';
import { apply, emptyState } from './fold.ts';
import { threadName, type Labels } from './labels.ts';
import type { State } from './state.ts';

/** @param before The state that the event came to. */
export function sentenceOf(event: TraceEvent, before: State, labels: Labels): string {
  const text = told(event, before, labels);
  return event.thread === 0 ? text : `On ${threadName(event.thread)}: ${text[0]!.toLowerCase()}${text.slice(1)}`;
}

/** All of them, in order. */
export function sentencesOf(events: readonly TraceEvent[], labels: Labels): string[] {
  const state = emptyState();
  return events.map((event) => {
    const sentence = sentenceOf(event, state, labels);
    apply(state, event);
    return sentence;
  });
}

const ORDINAL = ['oldest', 'second oldest', 'third oldest'];

function told(event: TraceEvent, before: State, labels: Labels): string {
  const name = (id: Id): string => labels.get(id) ?? `#${id}`;
  const what = (id: Id): string =>
    /^futures?( \d+)?$/.test(name(id))
      ? name(id)
      : `${before.tasks.has(id) ? 'task' : before.futures.has(id) ? 'future' : before.generators.has(id) ? 'generator' : 'call'} ${name(id)}`;
  const value = (text: string | undefined, before: string): string => (text === undefined ? '' : `${before}${text}`);
  const where = (chain: readonly Frame[]): string => (chain.length > 0 ? `line ${chain.at(-1)!.at.line}` : 'its yield');

  switch (event.type) {
    case 'made':
      switch (event.kind) {
        case 'loop':
          return `A loop is made, ${name(event.id)}.`;
        case 'handle':
          return `A call of ${event.name} is put down for later.`;
        case 'future':
          return `A future is made, ${name(event.id)}.`;
        case 'task':
          return `A task is made of the generator ${name(event.id)}.`;
        case 'generator':
          return `The generator ${name(event.id)} is about to begin.`;
        case 'executor':
          return 'An executor is made.';
      }
    // falls through: the kinds above are all there are
    case 'scheduled': {
      const waiting = before.loops.get(event.loop)?.ready.length ?? 0;
      return `The ${what(event.entry)} goes to the end of the ready queue, ${waiting === 0 ? 'which was empty' : `behind ${waiting}`}.`;
    }
    case 'run': {
      const from = [...before.loops.values()].find(({ ready }) => ready.includes(event.entry));
      if (!from) return `The ${what(event.entry)} is called at once.`;
      const at = from.ready.indexOf(event.entry);
      const of = from.ready.length;
      const which = of === 1 ? 'the only one that is ready' : at === of - 1 ? `the newest of ${of}` : `the ${ORDINAL[at] ?? `number ${at + 1}`} of ${of}`;
      return `${from.runs ? 'The loop takes' : 'Taken from the queue:'} the ${what(event.entry)}, ${which}.`;
    }
    case 'ran':
      return event.error === undefined ? `The ${what(event.entry)} is over for now.` : `The ${what(event.entry)} threw ${event.error}.`;
    case 'skipped':
      return `It is the turn of the ${what(event.entry)}, and nothing is done: ${before.handles.get(event.entry)?.state === 'cancelled' ? 'it was cancelled' : 'it ran before'}.`;
    case 'cancel':
      return before.tasks.has(event.id) ? `The ${what(event.id)} is asked to end.` : `The ${what(event.id)} is cancelled.`;
    case 'settled': {
      const waiters = before.futures.get(event.id)?.waiters.length ?? 0;
      const then = waiters === 0 ? 'nobody waits for it' : waiters === 1 ? 'one waits for it' : `${waiters} wait for it`;
      const how =
        event.state === 'finished' ? `is done${value(event.value, ', with the result ')}` : event.state === 'failed' ? `has failed${value(event.value, ' with ')}` : 'is cancelled';
      return `The ${what(event.id)} ${how}; ${then}.`;
    }
    case 'seen':
      return `Somebody asks the ${what(event.id)} how it ended.`;
    case 'refused':
      return `${event.call}() is refused: ${event.error}.`;
    case 'waits': {
      const who = event.task !== undefined ? `The ${what(event.task)}` : event.generator !== undefined ? `The task of ${name(event.generator)}` : `A callback, ${event.name},`;
      return before.futures.get(event.id)?.state === 'pending' || !before.futures.has(event.id)
        ? `${who} waits for the ${what(event.id)}.`
        : `${who} wants to know of the ${what(event.id)}, which is done.`;
    }
    case 'unwaits':
      return `${event.task !== undefined ? `The ${what(event.task)}` : `The callback ${event.name}`} no longer waits for the ${what(event.id)}.`;
    case 'step': {
      const generator = before.generators.get(event.id);
      const begins = !generator || generator.state === 'fresh';
      const sent =
        event.how === 'throw' ? `, and ${event.value ?? 'an error'} is thrown at it` : event.how === 'return' ? ', and is told to return' : value(event.value, ', and gets ');
      return `${name(event.id)} ${begins ? 'begins' : `goes on at ${where(generator.chain)}`}${sent}.`;
    }
    case 'yielded': {
      const gave = event.future !== undefined ? `gives the ${what(event.future)}` : event.value !== undefined ? `gives ${event.value}` : 'gives nothing';
      const inner =
        event.chain.length > 1
          ? ` within ${event.chain
              .slice(1)
              .map((frame) => frame.name)
              .join(', ')}`
          : '';
      return `${name(event.id)} stops at ${where(event.chain)}${inner} and ${gave}.`;
    }
    case 'returned':
      return `${name(event.id)} comes to its end${value(event.value, ' and returns ')}.`;
    case 'threw':
      return `${name(event.id)} ends with an error: ${event.error}.`;
    case 'begins':
      return `${event.how}() begins: the loop runs.`;
    case 'ends':
      return event.error === undefined ? `${event.how}() is over.` : `${event.how}() throws ${event.error}.`;
    case 'stop':
      return 'The loop is told to stop after this turn.';
    case 'closed':
      return 'The loop is closed.';
    case 'blocks':
      return 'The thread falls asleep: it blocks.';
    case 'wakes':
      return 'The thread wakes up.';
    case 'spins':
      return `Other threads were asked for news ${event.count.toLocaleString('en')} times in a row, and had none.`;
    case 'job':
      return `The job ${event.name} goes to ${threadName(event.worker)}.`;
    case 'replied':
      return `What ${threadName(event.worker)} has done is fetched.`;
    case 'output':
      return `${event.stream === 'stdout' ? 'Printed' : 'Printed as an error'}: ${event.text.trimEnd().replaceAll('\n', ' ⏎ ')}`;
    case 'dropped':
      return `${event.count.toLocaleString('en')} more events were not kept.`;
  }
}
