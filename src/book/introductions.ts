// Where names are introduced, of the chapters that this build has.
import { chapterNumber, chapters, chapterUrl, findChapter, partOf } from './chapters.ts';
import { Introductions } from './introduced.ts';
import { written } from './written.ts';

let known: Promise<Introductions> | undefined;

/** While an author writes, chapters change; in a build they do not. */
export const introductions = (): Promise<Introductions> =>
  (known =
    (!import.meta.env.DEV && known) ||
    chapters().then(
      (all) =>
        new Introductions(
          all.map((one) => ({
            id: one.id,
            mdx: written(one.id),
            isAside: partOf(one).stage === undefined,
          })),
        ),
    ));

export interface Way {
  chapter: string;
  /** None is the chapter's beginning. */
  section: string | undefined;
  href: string;
  /** What one finds there: `3.1 A queue of callbacks`. */
  title: string;
}

/**
 * The way to where a name is introduced.
 * @param from A chapter that means its own, where two things have one name.
 * @throws {AuthorError} if no chapter knows the name.
 */
export async function wayTo(name: string, from?: string): Promise<Way> {
  const found = (await introductions()).of(name, from);
  const chapter = await findChapter(found.chapter);
  return {
    ...found,
    href: chapterUrl(chapter) + (found.section === undefined ? '' : `#${found.section}`),
    title: `${chapterNumber(chapter)} ${chapter.data.title}`,
  };
}
