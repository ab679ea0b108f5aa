/** The address of a box on its page. @param box Its program, from `code/` on. */
export const boxId = (box: string): string => `program-${box.replace(/\W+/g, '-')}`;
