// "Format this file". Loaded when it is asked for, and Prettier with it.
import { tellNotLoaded } from '../../offline/not-loaded.ts';
import { isCode } from './file-names.ts';
import { nameOf } from './files.ts';
import { NotLoadedError } from './loading.ts';
import type { Workbench } from './workbench.ts';
import { TookTooLongError, WorkerAnswers } from './worker-answers.ts';

export interface FormatQuestion {
  text: string;
}
export type Formatted =
  | { text: string }
  /** It is no code: `at` counts from 1. */
  | { why: string; at?: { line: number; column: number } | undefined };

/** How long it may take once the worker is there, in milliseconds. */
const LIMIT = 20_000;

export async function format({ session }: Workbench): Promise<void> {
  await session.ready;
  const file = session.shown!;
  const name = nameOf(file);
  if (session.isFixed(file)) return session.mention(`${name} is read-only.`);
  if (!isCode(file))
    return session.mention('Only TypeScript and JavaScript can be formatted here.');
  const before = session.files.code(file);
  session.mention(`Formatting ${name}…`);
  const reply = await formatter.ask({ text: before }).catch((error) => {
    if (!(error instanceof TookTooLongError)) throw error;
  });
  if (session.files.code(file) !== before)
    return session.mention(`You changed ${name} meanwhile, so we left it alone.`);
  if (reply === undefined)
    return session.mention(
      `Formatting ${name} took more than ${LIMIT / 1000} s, so we left it as it was.`,
    );
  if ('why' in reply) {
    const where = reply.at ? `, line ${reply.at.line}, column ${reply.at.column}` : '';
    return session.mention(`Not formatted: ${name}${where}: ${reply.why}`);
  }
  const after = reply.text.trimEnd();
  if (after === before.trimEnd()) return session.mention(`${name} is already formatted.`);
  session.changes.rewrite(file, after, 'format');
  session.mention(`${name} is formatted.`);
}

const formatter = new WorkerAnswers<FormatQuestion, Formatted>(
  () => new Worker(new URL('./format-worker.ts', import.meta.url), { type: 'module' }),
  LIMIT,
  (message) => {
    tellNotLoaded();
    return message ? new Error(message) : new NotLoadedError('Prettier');
  },
);
