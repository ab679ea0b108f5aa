// Which of the book's programs run on a library that isn't finished.
import needs from './needs.json' with { type: 'json' };

/**
 * The step that a program needs, with those before it, from `code/` on: computed by
 * tests/steps/programs.test.ts. One that isn't here needs none.
 */
export const NEEDS: Readonly<Record<string, string>> = needs;
