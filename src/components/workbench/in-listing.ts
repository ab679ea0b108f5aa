// What a workbench does to a listing before an editor takes its place: shows another text, marks
// lines, and says where its reader is.
import type { FileInEditor } from './editor.ts';
import { showText } from './unseen.ts';

/** What can't be seen is marked here, too. */
export function showIn(code: HTMLElement, text: string): void {
  if (document.activeElement === code && code.textContent === text) return;
  code.replaceChildren(showText(text));
}

/** @param said What is said beside them. */
export function markIn(code: HTMLElement, lines: readonly number[], said?: string): void {
  for (const [at, line] of code.querySelectorAll<HTMLElement>('.line').entries()) {
    const isMarked = lines.includes(at + 1);
    line.classList.toggle('failed', isMarked);
    if (isMarked && said !== undefined) line.dataset.said = said;
    else delete line.dataset.said;
  }
}

/** What was typed, to its last blank. @param known The text as it is known. */
export function typedIn(code: HTMLElement, known: string): string | undefined {
  const typed = code.textContent!;
  return typed.trimEnd() === known.trimEnd() ? typed : undefined;
}

/** Where the selection begins and ends, in characters from the beginning. */
export function selectionIn(code: HTMLElement): FileInEditor['selection'] {
  if (document.activeElement !== code) return undefined;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection()!;
  const before = (node: Node | null, offset: number): number => {
    if (!node || !code.contains(node)) return 0;
    const range = document.createRange();
    range.selectNodeContents(code);
    range.setEnd(node, offset);
    return range.toString().length;
  };
  return { anchor: before(anchorNode, anchorOffset), head: before(focusNode, focusOffset) };
}

/** Puts the editor into its place, with the focus where it was. */
export function giveWay(code: HTMLElement, editor: { element: Element; focus(): void }): void {
  const hadFocus = document.activeElement === code;
  code.parentElement!.replaceWith(editor.element);
  if (hadFocus) editor.focus();
}
