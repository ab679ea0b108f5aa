// What there is to do in the book, part by part, when the site is built.
import { render } from 'astro:content';
import { chapterNumber, chaptersByPart, chapterUrl, formerIds } from '../../book/chapters.ts';
import { exercisesIn } from '../../book/exercises.ts';
import { faultsOf } from '../../book/faults.ts';
import { fullTitle } from '../../book/parts.ts';
import { questionsOf } from '../../book/questions.ts';
import { builtIn } from '../../book/steps.ts';
import { url } from '../../book/url.ts';
import { nameOf } from '../../faults/fault.ts';
import { nameOfStep } from '../build-it/lists.ts';
import { boxId } from '../program-box/box-id.ts';
import type { Book, ChapterOfBook, PartOfBook, Thing } from './how-far.ts';

/** What a chapter has at its end, beside its own sections. */
const AT_ITS_END = { 'build-it': 'Build it', 'three-questions': 'Three questions' };

let made: Promise<Book> | undefined;
export const bookSoFar = (): Promise<Book> => (made = (!import.meta.env.DEV && made) || makeBook());

async function makeBook(): Promise<Book> {
  const parts: PartOfBook[] = [];
  for (const { part, chapters: its } of await chaptersByPart()) {
    const own: ChapterOfBook[] = [];
    const exercises = new Map<string, Thing>();
    const steps: Thing[] = [];
    const questions: Thing[] = [];
    for (const chapter of its) {
      const number = chapterNumber(chapter);
      const href = chapterUrl(chapter);
      const title = `${number} ${chapter.data.title}`;
      const { headings } = await render(chapter);
      const sections = headings.filter(({ depth }) => depth === 2);
      const was = formerIds(chapter);
      own.push({
        id: chapter.id,
        ...(was.length > 0 && { was }),
        title,
        href,
        sections: {
          ...AT_ITS_END,
          ...Object.fromEntries(sections.map(({ slug, text }) => [slug, text])),
        },
      });
      for (const id of exercisesIn(chapter.id)) {
        const name = id.split('/').at(-1)!.replaceAll('-', ' ');
        if (!exercises.has(id)) exercises.set(id, { id, title: `${name}, in ${number}`, href: `${href}#${boxId(`${id}/exercise.ts`)}` }); // prettier-ignore
      }
      const built = builtIn(chapter.id);
      for (const { number: n, folder, title } of built?.steps ?? [])
        steps.push({
          id: nameOfStep(built!.stage, folder),
          title: `step ${n}, ${title}, in ${number}`,
          href: `${href}#build-it`,
        });
      for (const { id } of questionsOf(chapter.id))
        questions.push({ id, title, href: `${href}#three-questions` });
    }
    const { stage } = part;
    const faults = (stage === undefined ? [] : faultsOf(stage).faults).map((fault) => ({
      id: nameOf(stage!, fault),
      title: `fault ${fault.number}`,
      href: url(`break-it/#${stage!}`),
    }));
    parts.push({
      name: part.name,
      title: fullTitle(part),
      things: { chapters: own, exercises: [...exercises.values()], steps, faults, questions },
    });
  }
  return parts;
}
