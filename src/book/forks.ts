// What the site gives out to take home: see src/fork/.
import licence from '/LICENSE?raw';
import { atHomeOf, filesOf, type Fork } from '../fork/fork.ts';
import { zipOf } from '../fork/zip.ts';
import { chapterNumber, chapters, findChapter } from './chapters.ts';
import { sources } from './sources.ts';
import { FORKS } from './stages.ts';
import { filesOf as stepsOf, ladders } from './steps.ts';

const raw = import.meta.glob<string>(
  ['/src/fork/at-home/*.ts', '/src/asyncio/*.{ts,json}', '/src/asyncio/SPEC.md'],
  { query: '?raw', import: 'default', eager: true },
);

/** The files of a fork. @throws {AuthorError} if a starter names a chapter that does not exist. */
export async function forkFiles(fork: Fork): Promise<Record<string, string>> {
  if (fork.isStarter)
    await Promise.all(ladders.get(fork.stage)!.steps.map(({ chapter }) => findChapter(chapter)));
  const names = new Map(
    (await chapters()).map((chapter) => [
      chapter.id,
      `${chapterNumber(chapter)}, ${chapter.data.title}`,
    ]),
  );
  const steps = Object.entries(stepsOf(fork.stage));
  const code = new Map([
    ...sources,
    ...steps.map(([file, text]) => [`${fork.stage}/${file}`, text] as const),
  ]);
  const atHome = atHomeOf(raw);
  return filesOf(fork, { code, licence, atHome, chapter: (id) => names.get(id) ?? id });
}

export const forkZip = async (fork: Fork): Promise<Uint8Array<ArrayBuffer>> =>
  zipOf(fork.name, await forkFiles(fork));

export const forkNamed = (name: string | undefined): Fork =>
  FORKS.find((fork) => fork.name === name)!;
