import type { InMarkdown } from '../in-markdown.ts';

/** Between the question of a prediction and what its answer means: `<Predict>` parts them there. */
export const ANSWER = '\0';

export default ((_, text) => ANSWER + text) satisfies InMarkdown;
