// The sections of a chapter: where each begins, and the id by which a link leads there.
import GithubSlugger from 'github-slugger';

/** @param text A chapter, as its author wrote it. */
export function sectionsOf(text: string): { line: number; slug: string }[] {
  const slugger = new GithubSlugger();
  let isCode = false;
  return text.split('\n').flatMap((line, at) => {
    if (line.startsWith('```')) isCode = !isCode;
    const heading = isCode ? undefined : /^##+ +(.+)$/.exec(line)?.[1];
    return heading ? [{ line: at + 1, slug: slugger.slug(heading.replaceAll('`', '')) }] : [];
  });
}
