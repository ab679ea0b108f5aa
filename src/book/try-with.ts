// Which program a listing is tried with: one that uses the listing's file.
import { AuthorError } from './author-error.ts';
import { elementsIn, shows } from './mdx.ts';
import { program } from './programs.ts';
import { sources } from './sources.ts';
import { written } from './written.ts';

/** The files of its stage that a file names, imports of types included. */
const named = (file: string): string[] =>
  [...(sources.get(file) ?? '').matchAll(/'(\.{1,2}\/[^']+\.ts)'/g)].map(([, path]) =>
    decodeURIComponent(new URL(path!, `file:///${file}`).pathname.slice(1)),
  );

const programs = new Map<string, string[]>();

/** The programs of a stage, by name. */
function programsOf(stage: string): string[] {
  let found = programs.get(stage);
  if (!found)
    programs.set(
      stage,
      (found = [...sources.keys()]
        .filter((name) => name.startsWith(`${stage}/programs/`) && name.endsWith('.ts'))
        .sort()),
    );
  return found;
}

function reaches(from: string, file: string, seen = new Set<string>()): boolean {
  if (from === file) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return named(from).some((next) => reaches(next, file, seen));
}

/** The programs of a chapter, the nearest to a line first: those above it before those below. */
function programsNear(at: string): string[] {
  const [, chapter, line] = /^content\/(.+)\.mdx:(\d+):\d+$/.exec(at)!;
  const distance = (other: number): number =>
    other <= Number(line) ? Number(line) - other : 1e6 + other;
  return elementsIn(written(chapter!))
    .filter((element) => shows(element) === 'program')
    .sort((a, b) => distance(a.line) - distance(b.line))
    .map(({ attributes }) => String(attributes.of));
}

/**
 * The program that a listing is tried with: the author's choice, else the nearest of the chapter
 * that uses the file, else any of its stage that does.
 * @param file From `code/` on.
 * @param at Where the author wrote the listing: chapter and line.
 * @throws {AuthorError} if no program uses the file.
 */
export function tryWith(file: string, at: string | undefined, chosen?: string): string {
  if (chosen !== undefined) {
    program(chosen);
    if (!reaches(chosen, file)) throw new AuthorError(`with="${chosen}" does not use code/${file}`);
    return chosen;
  }
  const stage = file.split('/')[0]!;
  if (file.startsWith(`${stage}/programs/`)) return file;
  const near =
    at === undefined ? [] : programsNear(at).filter((name) => name.startsWith(`${stage}/`));
  const ofStage = programsOf(stage);
  const uses =
    near.find((name) => reaches(name, file)) ?? ofStage.find((name) => reaches(name, file));
  // tests run by themselves: any program may be beside them
  const found = uses ?? (file.startsWith(`${stage}/tests/`) ? ofStage[0] : undefined);
  if (found === undefined)
    throw new AuthorError(
      `no program uses code/${file}, so readers couldn’t try it: write one into code/${stage}/programs/`,
    );
  return found;
}
