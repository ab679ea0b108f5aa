// What things are called: as the reader called them, where that can be known.
import { assignedTo } from './assigned.ts';
import type { TraceEvent } from './catalogue/catalogue.ts';
import { THINGS } from './catalogue/made.ts';
import type { Id, Place } from './catalogue/shapes.ts';

export type Labels = ReadonlyMap<Id, string>;

/**
 * A name for each thing of a trace, no two the same. It may come from what happens later: a
 * generator is only known by name once it runs.
 * @param sources The files that ran, to look up what a future was assigned to.
 */
export function labelsOf(
  events: readonly TraceEvent[],
  sources: Readonly<Record<string, string>> = {},
): Labels {
  const made = events.filter((event) => event.type === 'made');
  const generators = new Map(
    made.flatMap(({ kind, id, name }) => (kind === 'generator' ? [[id, name]] : [])),
  );
  const driven = new Set(made.flatMap(({ drives }) => drives ?? []));
  // one line may make many things
  const assigned = new Map<string | undefined, string | undefined>();
  const variableAt = (line: string | undefined): string | undefined => {
    if (!assigned.has(line)) assigned.set(line, assignedTo(line));
    return assigned.get(line);
  };
  const variables = new Map(made.map(({ id, at }) => [id, variableAt(at && lineAt(sources, at))]));
  const wanted = new Map<Id, string>();
  const setBy = new Map(
    events.flatMap((event) => (event.type === 'timed' ? [[event.id, event.by]] : [])),
  );
  for (const each of made) {
    if (each.kind === 'generator' && driven.has(each.id)) continue; // it has its task's label
    const drives = each.drives === undefined ? undefined : generators.get(each.drives);
    const name = THINGS[each.kind].label(each, variables.get(each.id), drives);
    const by = setBy.get(each.id);
    wanted.set(each.id, by !== undefined && /\W/.test(name) ? `${by}’s timer` : name);
  }
  for (const event of events)
    if (event.type === 'gathers') wanted.set(event.id, variables.get(event.id) ?? event.name);
  for (const event of events)
    if (event.type === 'entered' && !wanted.has(event.id))
      wanted.set(event.of ?? event.id, event.name);
  const callers = new Map<Id, Id>();
  for (const event of events)
    if (event.type === 'accepts' && event.other !== undefined) callers.set(event.id, event.other);
    else if (/^(dials|accepts)$/.test(event.type))
      wanted.set((event as { id: Id }).id, 'connection');
  const counts = Map.groupBy(wanted, ([, name]) => name);
  const labels = new Map<Id, string>();
  for (const [name, same] of counts) {
    const ofTheirOwn = same.map(([id]) => variables.get(id));
    const tell =
      ofTheirOwn.every((variable) => variable && variable !== name) &&
      new Set(ofTheirOwn).size === same.length; // a and b, of the same function
    for (const [at, [id]] of same.entries())
      labels.set(
        id,
        same.length === 1
          ? name
          : tell
            ? `${name} ${ofTheirOwn[at]}`
            : /[^\w’ ]/.test(name)
              ? `${at + 1}: ${name}`
              : `${name} ${at + 1}`,
      ); // code is long
  }
  for (const { drives, id } of made)
    // a task and what it drives are one
    if (drives !== undefined && labels.has(id)) labels.set(drives, labels.get(id)!);
  for (const [id, label] of labels) if (label === 'connection') labels.set(id, 'the connection');
  for (const [end, caller] of callers)
    // both ends are of one connection
    if (labels.has(caller)) labels.set(end, labels.get(caller)!);
  for (const event of events)
    // who enters a lock enters the same as others before
    if (event.type === 'entered' && labels.has(event.of ?? event.id))
      labels.set(event.id, labels.get(event.of ?? event.id)!);
  return labels;
}

/**
 * How much of a line is looked at: in a longer one a search may take as long as its writer wants
 * to.
 */
const LINE = 500;
const lines = new WeakMap<object, Map<string, string[]>>();

/** The text at a place, if that is in one of the files: an event may name any. */
export function lineAt(
  sources: Readonly<Record<string, string>>,
  { file, line }: Place,
): string | undefined {
  if (!Object.hasOwn(sources, file)) return undefined;
  const known = lines.get(sources) ?? new Map<string, string[]>();
  lines.set(sources, known);
  if (!known.has(file)) known.set(file, sources[file]!.split('\n'));
  return known.get(file)![line - 1]?.slice(0, LINE);
}
