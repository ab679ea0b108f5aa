// What the build made of the questions: which there are, and each as its page has it.
import { url } from '../../book/url.ts';
import { fetchJson, NotLoadedError } from '../workbench/loading.ts';
import { once } from '../workbench/loaders.ts';
import { pageAt } from '../workbench/page-at.ts';

/** A chapter that has questions. */
export interface Asking {
  /** Its path in content/, without `.mdx`. */
  chapter: string;
  part: string;
  questions: string[];
}

const pageOf = (chapter: string): string => url(`questions/${chapter}/`);

/** In the order of the book. */
export const all = (): Promise<Asking[]> =>
  once('questions', () => fetchJson(url('questions/all.json')) as Promise<Asking[]>);

/** A question as an element of this page. @throws {NotLoadedError} */
export async function questionOf(chapter: string, id: string): Promise<HTMLElement> {
  const page = await pageAt(pageOf(chapter));
  const found = page.querySelector(`[data-question="${CSS.escape(id)}"]`);
  if (!found) throw new NotLoadedError(`no question ${id} in ${chapter}`);
  return document.importNode(found as HTMLElement, true);
}
