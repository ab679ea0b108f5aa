// Lines of the editor that stand out: those where something went wrong, and the one that a reader
// was led to just now.
import { StateEffect, StateField, type Extension, type Text } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

export interface Marked {
  /** They count from 1. */
  lines: readonly number[];
  /** What stands beside them: drawn, so that it's no text to go into, to copy or to hear. */
  said?: string | undefined;
}

/** The marks that were there before go. */
export const setFailed = StateEffect.define<Marked>();
export const setFound = StateEffect.define<Marked>();

/** For how long a line stands out, in milliseconds. */
export const FOUND_FOR = 1_500;

const field = (effect: typeof setFailed, className: string): StateField<DecorationSet> => {
  const plain = Decoration.line({ class: className });
  const of = ({ lines, said }: Marked, doc: Text): DecorationSet => {
    const mark =
      said === undefined
        ? plain
        : Decoration.line({ class: className, attributes: { 'data-said': said } });
    return Decoration.set(
      [...new Set(lines)]
        .filter((line) => line <= doc.lines)
        .sort((a, b) => a - b)
        .map((line) => mark.range(doc.line(line).from)),
    );
  };
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(before, { effects, docChanged, newDoc }) {
      let after = docChanged ? Decoration.none : before;
      for (const each of effects) if (each.is(effect)) after = of(each.value, newDoc);
      return after;
    },
    provide: (it) => EditorView.decorations.from(it),
  });
};
export const failed = field(setFailed, 'cm-failed');
const found = field(setFound, 'cm-found');
export const lineMarks: Extension = [failed, found];
