// Tries the orders of a program in an engine of the page, beside it.
import { Door } from '../door/door.ts';
import type { Engine, Outcome } from '../runner/contract.ts';
import { ENTRY } from './job.ts';
import { Told } from './told.ts';

/** How long a search may take beyond its own bound, in milliseconds: it looks at that between two runs. */
const GRACE = 20_000;

/**
 * @param files See `searchJob`.
 * @param hear Told what comes of it, as it comes.
 * @returns Why it ended, if it said nothing of its end.
 */
export async function inEngine(
  engine: Pick<Engine, 'run'>,
  files: Readonly<Record<string, string>>,
  ms: number,
  hear: (told: Told) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  const door = new Door();
  let rest = '';
  let said = '';
  let isOver = false;
  const outcome = await engine.run(
    { files, entry: ENTRY, limits: { ms: ms + GRACE, lines: 20_000, chars: 20_000_000 } },
    (event) => {
      if (event.type === 'error') said = event.message;
      if (event.type !== 'output') return;
      if (event.stream === 'stderr') return void (said ||= errorIn(event.text));
      const lines = (rest + event.text).split('\n');
      rest = lines.pop()!;
      for (const line of lines) {
        const told = line.startsWith('{') ? door.admitJson(Told, line) : undefined;
        if (!told || isOver) continue;
        isOver = told.type === 'end' || told.type === 'not-tried';
        hear(told);
      }
    },
    signal,
  );
  if (isOver || outcome.type === 'stopped') return undefined;
  if (outcome.type === 'unavailable' || outcome.type === 'crashed') return outcome.message;
  if (outcome.type === 'limit') return TOO_MUCH[outcome.which];
  return said || 'it ended before it said anything';
}

const TOO_MUCH: Readonly<Record<Extract<Outcome, { type: 'limit' }>['which'], string>> = {
  time: 'one run of it takes too long, or never ends',
  output: 'there’s too much to say of it',
  memory: 'it needs too much memory',
};

const errorIn = (text: string): string =>
  text.split('\n').find((line) => /Error\b/.test(line)) ?? text.trim();
