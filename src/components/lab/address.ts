import { url } from '../../book/url.ts';

/**
 * Where the whole stage of a box is: with its program, and what was changed in the box comes along.
 * @param box The name of the box, which begins with the stage's.
 * @param entry The program, from the stage's root.
 */
export const labAddress = (box: string, entry: string): string =>
  `${url(`lab/${box.split('/')[0]}/`)}?${new URLSearchParams({ from: box })}#${entry}`;
