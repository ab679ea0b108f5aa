// What things are called: as the reader called them, where that can be known.
import type { Id, TraceEvent } from './events.ts';

export type Labels = ReadonlyMap<Id, string>;

/**
 * A name for each thing of a trace, no two the same. It may come from what happens later: a generator is only known by name once it runs.
 * @param sources The files that ran, to look up what a future was assigned to.
 */
export function labelsOf(events: readonly TraceEvent[], sources: Readonly<Record<string, string>> = {}): Labels {
  const made = events.filter((event) => event.type === 'made');
  const generators = new Map(made.flatMap(({ kind, id, name }) => (kind === 'generator' ? [[id, name]] : [])));
  const driven = new Set(made.flatMap(({ drives }) => drives ?? []));
  const variables = new Map(made.map(({ id, at }) => [id, assignedTo(at && sources[at.file]?.split('\n')[at.line - 1])]));
  const wanted = new Map<Id, string>();
  for (const { id, kind, name, drives } of made) {
    switch (kind) {
      case 'loop':
        wanted.set(id, variables.get(id) ?? 'loop');
        break;
      case 'future':
        wanted.set(id, variables.get(id) ?? 'future');
        break;
      case 'task':
        wanted.set(id, nameOf(drives === undefined ? undefined : generators.get(drives)) ?? name);
        break;
      case 'generator':
        if (!driven.has(id)) wanted.set(id, name);
        break;
      case 'executor':
        wanted.set(id, 'executor');
        break;
      case 'handle':
        wanted.set(id, name);
        break;
    }
  }
  const counts = Map.groupBy(wanted, ([, name]) => name);
  const labels = new Map<Id, string>();
  for (const [name, same] of counts) {
    const ofTheirOwn = same.map(([id]) => variables.get(id));
    const tell = ofTheirOwn.every((variable) => variable && variable !== name) && new Set(ofTheirOwn).size === same.length; // a and b, of the same function
    for (const [at, [id]] of same.entries())
      labels.set(id, same.length === 1 ? name : tell ? `${name} ${ofTheirOwn[at]}` : /\W/.test(name) ? `${at + 1}: ${name}` : `${name} ${at + 1}`); // code is long
  }
  for (const { drives, id } of made) if (drives !== undefined && labels.has(id)) labels.set(drives, labels.get(id)!); // a task and what it drives are one
  return labels;
}

const nameOf = (generator: string | undefined): string | undefined => (generator === '(anonymous)' ? undefined : generator);

const assignedTo = (line: string | undefined): string | undefined => /\b(?:const|let|var)\s+([\w$]+)\s*(?::[^=]+)?=(?!=)/.exec(line ?? '')?.[1];

export const threadName = (thread: number): string => (thread === 0 ? 'main thread' : `thread ${thread}`);
