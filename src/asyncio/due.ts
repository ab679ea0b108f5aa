// From which step of which stage on each scenario is due: computed by tests/conformance/due.test.ts, not
// when a reader asks.
import due from './due.json' with { type: 'json' };
import type { Due } from './likeness.ts';

/** By stage. A stage that isn't here has nothing to compare. */
export const DUE: Readonly<Record<string, Due>> = due;
