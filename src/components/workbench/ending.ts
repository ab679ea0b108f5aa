// The line that says how a run ended.
import type { Outcome } from '../../runner/contract.ts';
import { placeOf, type Where } from './where.ts';

export interface Run {
  kind: Where;
  ms: number;
  edited: boolean;
  /** How many tests did what, if they were tests. */
  summary?: string | undefined;
  /** Whether it printed what the book says, if that is known. */
  asExpected?: boolean | undefined;
}

export function endingOf(outcome: Outcome, { kind, ms, edited, summary, asExpected }: Run): string {
  switch (outcome.type) {
    case 'done': {
      const how = `Ran ${placeOf(kind)}, ${ms} ms`;
      if (summary) return `${how}: ${summary}${edited ? ', with your changes' : ''}.`;
      if (outcome.exitCode === 13) return `${how}: it waits for what can never come.`;
      if (outcome.exitCode !== 0) return `${how}: it failed.`;
      if (edited) return `${how}, with your changes.`;
      return asExpected === undefined ? `${how}.` : `${how}: ${asExpected ? 'as expected' : 'not what the book expects'}.`;
    }
    case 'stopped':
      return 'Stopped.';
    case 'limit':
      if (outcome.which === 'memory') return 'Stopped: it used up the memory of its sandbox. The next run has a new one.';
      return outcome.which === 'time' ? `Stopped: it reached the time limit (${Math.round(ms / 1000)} s).` : 'Stopped: it reached the output limit.';
    case 'unavailable':
      return `It did not run: ${outcome.message} ${outcome.advice}`;
    case 'crashed':
      return `It could not run: ${outcome.message} Try again.`;
  }
}
