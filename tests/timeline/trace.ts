// What tests of the timeline share: recorded traces, and short ways to write one by hand.

import { renderToString } from 'preact-render-to-string';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { drawState } from '../../src/timeline/draw.tsx';
import { timelineOf } from '../../src/timeline/fold.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import { readText } from '../../src/plain-text.ts';

/** The kept trace of a program, `part-3-task-loop/two-tasks`. */
export const recorded = (name: string): TraceEvent[] =>
  readText(`content/traces/${name}.jsonl`)
    .trimEnd()
    .split('\n')
    .map((line, n) => ({ n, ...JSON.parse(line) }) as TraceEvent);

export const sourcesOf = (stage: string, ...programs: string[]): Record<string, string> =>
  Object.fromEntries(
    programs.map((name) => [`programs/${name}.ts`, readText(`code/${stage}/programs/${name}.ts`)]),
  );

type Short = { type: TraceEvent['type']; [key: string]: unknown };

/** Events of the program's own thread, a millisecond apart unless they say when. */
export const written = (...events: Short[]): TraceEvent[] =>
  events.map((event, n) => ({ n, ms: n, thread: 0, ...event }) as TraceEvent);

export const LOOP: Short = { type: 'made', id: 1, kind: 'loop', name: 'TaskLoop' };
export const handle = (id: number, name: string): Short => ({
  type: 'made',
  id,
  kind: 'handle',
  name,
});
export const scheduled = (entry: number): Short => ({ type: 'scheduled', loop: 1, entry });
export const run = (entry: number, more = {}): Short => ({ type: 'run', entry, ...more });
export const ran = (entry: number, more = {}): Short => ({ type: 'ran', entry, ...more });
/** A task, and the generator that it drives. */
export const task = (id: number, name: string): Short[] => [
  { type: 'made', id, kind: 'task', name: 'Task', drives: id + 100 },
  { type: 'made', id: id + 100, kind: 'generator', name },
];

/** The tree, a line for each of its things, moved in as far as it's inside of others. */
export const treeOf = (events: TraceEvent[], position = events.length): string[] => {
  const labels = labelsOf(events);
  const markup = renderToString(
    drawState(timelineOf(events).at(position), { events, labels, sources: {} }),
  );
  const [tree = ''] = /<section class="scopes".*?<\/section>/.exec(markup) ?? [];
  let depth = 0;
  return tree.split(/(?=<ul|<\/ul>|<li|<p)/).flatMap((part) => {
    if (part.startsWith('<ul')) depth++;
    if (part.startsWith('</ul')) depth--;
    const text = part.replace(/<[^>]*>/g, '').trim();
    return text === '' ? [] : [`${'  '.repeat(Math.max(0, depth - 1))}${text}`];
  });
};
