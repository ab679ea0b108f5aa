// Plays scenarios in an engine of the page, or beside it.
import type { Engine } from '../runner/contract.ts';
import { programOf, type Begin } from './traces.ts';

const ENTRY = 'how-like-asyncio.ts';

/** A run that says something goes on, in milliseconds: silence is ended by who listens. */
const LONGEST = 600_000;

/**
 * @param library The files of the library, by name from `src/`.
 * @param asked What goes along with it, by name from here: `ask.ts`, all that it imports, and the scenarios.
 * @param isBeyond True to have those about time, groups and locks, too.
 */
export const inEngine =
  (
    engine: Pick<Engine, 'run'>,
    library: Readonly<Record<string, string>>,
    asked: Readonly<Record<string, string>>,
    isBeyond = false,
  ): Begin =>
  async ({ ids, tell, signal }) => {
    const under = (folder: string, files: Readonly<Record<string, string>>) =>
      Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text] as const);
    const files = Object.fromEntries([
      ...under('src', library),
      ...under('asyncio', asked),
      [ENTRY, programOf(ids, undefined, undefined, isBeyond)],
    ]);
    let rest = '';
    let said = '';
    const outcome = await engine.run(
      { files, entry: ENTRY, limits: { ms: LONGEST, lines: 20_000, chars: 2_000_000 } },
      (event) => {
        if (event.type === 'error') said = event.message;
        if (event.type !== 'output') return;
        if (event.stream === 'stderr') return void (said ||= firstLine(event.text));
        const lines = (rest + event.text).split('\n');
        rest = lines.pop()!;
        for (const line of lines) tell(line);
      },
      signal,
    );
    if (outcome.type === 'unavailable' || outcome.type === 'crashed') return outcome.message;
    if (outcome.type === 'limit') return `it takes too much: ${outcome.which}`;
    return outcome.type === 'done' && outcome.exitCode !== 0 ? said : '';
  };

const firstLine = (text: string): string =>
  text.split('\n').find((line) => /Error\b/.test(line)) ?? text.trim();
