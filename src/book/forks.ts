// What the site gives out to take home: see src/fork/.
import licence from '/LICENSE?raw';
import { filesOf, type Fork } from '../fork/fork.ts';
import { zipOf } from '../fork/zip.ts';
import { chapterNumber, chapters, findChapter } from './chapters.ts';
import { sources } from './sources.ts';
import { FORKS } from './stages.ts';

/** The files of a fork. @throws {AuthorError} if a starter names a chapter that does not exist. */
export async function forkFiles(fork: Fork): Promise<Record<string, string>> {
  await Promise.all(fork.manifest.steps.map(({ chapter }) => findChapter(chapter)));
  const names = new Map(
    (await chapters()).map((chapter) => [
      chapter.id,
      `${chapterNumber(chapter)}, ${chapter.data.title}`,
    ]),
  );
  return filesOf(fork, { code: sources, licence, chapter: (id) => names.get(id) ?? id });
}

export const forkZip = async (fork: Fork): Promise<Uint8Array<ArrayBuffer>> =>
  zipOf(fork.name, await forkFiles(fork));

export const forkNamed = (name: string | undefined): Fork =>
  FORKS.find((fork) => fork.name === name)!;
