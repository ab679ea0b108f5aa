// What every `markdown.ts` here is made of.

/** Where a tag stands. */
export interface Place {
  /** The address of the chapter. */
  here: string;
  /** `file:line:column`, for errors. */
  at: string;
}

/**
 * What a component stands for where there is no browser.
 *
 * @param attributes - as the author wrote them, as texts
 * @param text - what is between its tags, as Markdown already
 */
export type InMarkdown = (
  attributes: Readonly<Record<string, string>>,
  text: string,
  place: Place,
) => string | Promise<string>;

export const fence = (language: string, code: string): string =>
  `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
