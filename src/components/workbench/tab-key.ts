// Tab in the editor. It indents for who writes: once something was typed there, or the pointer has
// put the caret there. For all others, and after Escape, it is the way out.
import { indentLess, indentMore } from '@codemirror/commands';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

/** What an editor says of it to who can't see that. */
export const TAB_SAID = 'Once you type here, Tab indents. Escape, then Tab, leaves the editor.';

export function tabKey(): Extension {
  let indents = false;
  return [
    EditorView.domEventObservers({
      focus: () => void (indents = false),
      mouseup: () => void (indents = true), // after the focus that it may bring
      keydown: ({ key }) => void (indents &&= key !== 'Escape'),
    }),
    EditorView.updateListener.of(({ transactions }) => {
      if (transactions.some((it) => it.isUserEvent('input') || it.isUserEvent('delete')))
        indents = true;
    }),
    keymap.of([
      {
        key: 'Tab',
        run: (view) => indents && indentMore(view),
        shift: (view) => indents && indentLess(view),
      },
    ]),
  ];
}
