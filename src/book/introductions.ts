// Where names are introduced, of the chapters that this build has.
import { chapterNumber, chapters, chapterUrl, findChapter, partOf } from './chapters.ts';
import { anchorOf, Introductions, type Introduction } from './introduced.ts';
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

export interface Way extends Introduction {
  href: string;
  /** What one finds there: `3.1 A queue of callbacks`. */
  title: string;
}

/**
 * The way to where a name is introduced.
 * @param from A chapter that means its own, where two things have one name.
 * @param owner The class whose member it is, if that is known.
 * @throws {AuthorError} if no chapter knows the name.
 */
export async function wayTo(name: string, from?: string, owner?: string): Promise<Way> {
  const found = (await introductions()).of(name, from, owner);
  const chapter = await findChapter(found.chapter);
  const anchor = anchorOf(found);
  return {
    ...found,
    href: chapterUrl(chapter) + (anchor === undefined ? '' : `#${anchor}`),
    title: `${chapterNumber(chapter)} ${chapter.data.title}`,
  };
}
