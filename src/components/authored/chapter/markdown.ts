import { chapterNumber, chapterUrl, findChapter } from '../../../book/chapters.ts';
import type { InMarkdown } from '../in-markdown.ts';

export default (async ({ of }) => {
  const chapter = await findChapter(of!);
  return `[chapter ${chapterNumber(chapter)}](${chapterUrl(chapter).replace(/\/$/, '.md')})`;
}) satisfies InMarkdown;
