// What a reader brings along from a box of the book.
import { stepsOf } from '../build-it/steps-of-stage.ts';
import { isLibrary, nameOf, type Edits } from '../workbench/files.ts';
import { savedIn } from '../workbench/saved.ts';
import { FROM_CHAPTER } from '../workbench/words.ts';
import type { Session } from '../workbench/session.ts';
import { ask } from '../workbench/versions.ts';

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
  // once: a reader who comes back to this page later comes from nowhere
  history.replaceState(null, '', address);
  const brought = Object.entries(await savedIn(box)).filter(
    ([file, code]) => code !== null && session.all!.includes(file) && files.code(file) !== code,
  );
  if (brought.length === 0) return;
  const isFromBook = document.referrer.startsWith(`${location.origin}/`);
  let others = Object.fromEntries(brought.filter(([file]) => !isFromBook || files.isEdited(file)));
  const differing = Object.keys(others);
  session.changes.replace({
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
    session.changes.replace({ ...files.edits, ...others }, 'chapter');
    others = mine;
    take!.textContent = take!.textContent === BACK ? TAKE : BACK;
  };
  if (differing.length < brought.length) session.say(FROM_CHAPTER);
}

/**
 * Puts the library as it is after a step (`?state=STEP`) in the place of the one that is here. Where the
 * reader has changed something, or it was not the book that led here, they are asked first.
 */
export async function receiveState(session: Session, root: Element): Promise<void> {
  const { files, stage } = session;
  const address = new URL(location.href);
  const folder = address.searchParams.get('state');
  if (folder === null) return;
  address.searchParams.delete('state');
  history.replaceState(null, '', address);
  const [ladder] = await Promise.all([stepsOf(stage), session.load()]);
  const step = ladder.steps.find((step) => step.folder === folder);
  if (!step)
    return session.say(
      'The address asks for a step that this edition doesn’t have. Nothing has changed.',
    );
  const state = ladder.filesAt(step.number);
  const library = Object.entries({
    ...Object.fromEntries(files.names.filter(isLibrary).map((file) => [file, null])),
    ...state,
  }).filter(([file, text]) => text?.trimEnd() !== files.original(file));
  const others = Object.entries(files.edits).filter(([file]) => !isLibrary(file));
  const edits: Edits = Object.fromEntries([...others, ...library]);
  const name = `the library after step ${step.number}, “${step.title}”`;
  const isFromBook = document.referrer.startsWith(`${location.origin}/`);
  if (!isFromBook || files.isEdited()) {
    const { answer } = ask(root, {
      label: 'The library after a step',
      text: `This address leads to ${name}. If you take it, what you changed in the library goes on the list “Your versions”. This is what it changes here:`,
      shows: () =>
        library.map(([file, text]) => ({ file, from: files.code(file), to: text ?? '' })),
      choices: { take: 'Take it', leave: 'Keep what’s here' },
      hasFocus: true,
    });
    if ((await answer) === 'leave') return;
  }
  session.changes.replace(edits, 'chapter', 'Back to what was here');
  session.say(`Here’s ${name}. Later programs and tests of the stage fail with it.`);
}
