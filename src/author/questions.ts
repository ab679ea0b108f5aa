// What an author can get wrong in the questions of a chapter, beyond one question.
import { readQuestions } from '../book/question-file.ts';
import { sectionsOf } from '../book/sections.ts';
import type { Slip } from './slip.ts';

/** Where they are: a file a chapter. */
const FOLDER = 'content/questions/';

/** The files of questions among these. */
export const questionFiles = (files: readonly string[]): string[] =>
  files.filter((file) => file.startsWith(FOLDER) && file !== `${FOLDER}README.md`);

/** The chapter that a file's questions are about. */
export const chapterOf = (file: string): string =>
  `content/${file.slice(FOLDER.length, -'.md'.length)}.mdx`;

/**
 * @param chapter The text of its chapter, if there is one.
 * @param known The file of each question of the book so far: this one's are added.
 * @throws {AuthorError} if they can't be read.
 */
export function* inQuestions(
  file: string,
  text: string,
  chapter: string | undefined,
  known: Map<string, string>,
): Generator<Slip> {
  const slip = (line: number, message: string): Slip => ({ file, line, column: 1, message });
  if (chapter === undefined) return yield slip(1, `there is no chapter ${chapterOf(file)}`);
  const sections = sectionsOf(chapter).map(({ slug }) => slug);
  for (const { id, title, line, sections: linked } of readQuestions(text, file)) {
    const other = known.get(id);
    if (other !== undefined)
      yield slip(line, `“${title}” is a question of ${other} already: give it another title`);
    known.set(id, file);
    for (const section of linked)
      if (!sections.includes(section.id))
        yield slip(
          section.line,
          `the chapter has no section #${section.id}; known: ${sections.map((one) => `#${one}`).join(', ')}`,
        );
  }
}
