// Hints, of exercises and of steps: a list in Markdown, each saying more than the one before.
import { markdownToHtml } from 'satteri';

/** As HTML. */
export const hintsIn = (text: string): string[] =>
  text
    .split(/^- /m)
    .slice(1)
    .map((hint) => markdownToHtml(hint.trim()).html);
