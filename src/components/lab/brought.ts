// What a reader brings along from a box of the book.
import { nameOf } from '../workbench/files.ts';
import { savedIn } from '../workbench/saved.ts';
import { FROM_CHAPTER } from '../workbench/words.ts';
import type { Session } from '../workbench/session.ts';

const TAKE = 'Take the chapter’s';
const BACK = 'Back to those from here';

/**
 * A reader who comes from a box of the book (`?from=BOX`) finds its changes here. What was changed
 * here as well stays as it is, until the reader wants the other; and so does everything if it was
 * not the book that led here.
 * @param panel Where that is asked.
 * @param goOn Has the reader go on in the editor.
 */
export async function receive(
  session: Session,
  panel: HTMLElement,
  goOn: () => void,
): Promise<void> {
  const { files } = session;
  const address = new URL(location.href);
  const box = address.searchParams.get('from');
  if (!box?.startsWith(`${session.stage}/`)) return;
  address.searchParams.delete('from');
  // once: whoever comes back to this page later comes from nowhere
  history.replaceState(null, '', address);
  const brought = Object.entries(await savedIn(box)).filter(
    ([file, code]) => code !== null && session.all!.includes(file) && files.code(file) !== code,
  );
  if (brought.length === 0) return;
  const isFromBook = document.referrer.startsWith(`${location.origin}/`);
  let others = Object.fromEntries(brought.filter(([file]) => !isFromBook || files.isEdited(file)));
  const differing = Object.keys(others);
  session.replace({
    ...Object.fromEntries(brought.filter(([file]) => !differing.includes(file))),
    ...files.edits,
  });
  panel.hidden = differing.length === 0;
  panel.querySelector('span')!.textContent =
    `What you changed in the chapter differs from what you changed here: ${differing.map(nameOf).join(', ')}.`;
  const [take, leave] = panel.querySelectorAll('button');
  leave!.onclick = () => {
    panel.hidden = true;
    take!.textContent = TAKE;
    goOn();
  };
  take!.onclick = () => {
    const mine = Object.fromEntries(differing.map((file) => [file, files.code(file)]));
    session.replace({ ...files.edits, ...others }, 'chapter');
    others = mine;
    take!.textContent = take!.textContent === BACK ? TAKE : BACK;
  };
  if (differing.length < brought.length) session.say(FROM_CHAPTER);
}
