// Code that a link brought into a workbench. Nothing of it runs by itself.
import type { Edits } from './files.ts';
import { whatFailed } from './loading.ts';
import { FROM_LINK } from './words.ts';
import type { Workbench } from './workbench.ts';

/**
 * Shows what a link brought, and takes it if the reader says so.
 * @param files Whose versions in the book are wanted for that.
 * @param into What the workbench is called: `this box`.
 * @returns Whether it was taken: `undefined` if there was nothing to take.
 */
export async function offered(
  { root, session }: Workbench,
  brought: Edits,
  files: readonly string[],
  into: string,
  take: (edits: Edits) => Promise<void>,
): Promise<boolean | undefined> {
  try {
    const [{ offer }] = await Promise.all([import('./share.ts'), session.loadAll(files)]);
    const others = session.view === 'lab' ? session.others : undefined;
    const { edits, isTaken } = await offer(root, brought, session.files, into, others);
    if (!isTaken) return isTaken;
    await take(edits);
    session.sayOfText(FROM_LINK);
    return true;
  } catch (error) {
    session.say(whatFailed(error));
    return undefined;
  }
}
