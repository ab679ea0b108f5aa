// What was found out of a program's orders when they were recorded: see tests/orders/explored.test.ts.
import { AuthorError } from '../../../book/author-error.ts';
import { codeFiles } from '../../../book/sources.ts';
import { NotTriedError } from '../../../orders/as-function.ts';
import { searchJob } from '../../../orders/job.ts';
import { recordOf, whyNoClaim, type Recorded } from '../../../orders/recorded.ts';
import { answerOf } from '../../../orders/sentences.ts';
import { BOUNDS } from '../../../orders/told.ts';

const records = import.meta.glob<Recorded>('/content/orders/*/*.json', {
  import: 'default',
  eager: true,
});

/**
 * @param of The program, from `code/` on.
 * @param claim What the author says of it: see `whyNoClaim`.
 * @returns What a search of its orders comes to, in words.
 * @throws {AuthorError} if it can't be tried, wasn't, or comes to something else.
 */
export function explored(of: string, claim: string | true): string {
  const [stage, ...rest] = of.split('/');
  try {
    searchJob(codeFiles(stage!, ['src', 'props', 'programs']), rest.join('/'), {}, BOUNDS);
  } catch (error) {
    if (!(error instanceof NotTriedError)) throw error;
    throw new AuthorError(`orders: ${of} can’t be tried: ${error.message}`);
  }
  const record = records[`/${recordOf(of)}`];
  if (!record)
    throw new AuthorError(
      `orders: ${recordOf(of)} is missing: "npm run record -- -t ${rest.at(-1)!}" writes it`,
    );
  const why = whyNoClaim(record, claim);
  if (why !== undefined) throw new AuthorError(why);
  return answerOf(record);
}
