// A line of the editor that has no room goes on below, further in than it began, as in a listing:
// base.css says how far, and is told each line's own indent.
import type { Extension, Range } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { breaksIn, indentOf } from '../../book/line-breaks.ts';

const IN = Decoration.mark({ class: 'in' });
const MAY_BREAK = Decoration.mark({ class: 'may-break' });
const known = new Map<number, Decoration>();
function indented(by: number): Decoration {
  let it = known.get(by);
  if (!it) known.set(by, (it = Decoration.line({ attributes: { style: `--in:${by}` } })));
  return it;
}
/** A line that is longer breaks wherever it must. In characters. */
const LONGEST = 2_000;

function breakable({ state, visibleRanges }: EditorView): DecorationSet {
  const found: Range<Decoration>[] = [];
  let before = -1;
  for (const { from, to } of visibleRanges)
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      at = line.to + 1;
      if (line.from === before || line.length > LONGEST) continue;
      before = line.from;
      const indent = indentOf(line.text);
      if (indent !== '') {
        const by = indent.replaceAll('\t', ' '.repeat(state.tabSize)).length;
        found.push(indented(by).range(line.from));
        found.push(IN.range(line.from, line.from + indent.length));
      }
      for (const end of breaksIn(line.text))
        found.push(MAY_BREAK.range(line.from + end - 1, line.from + end));
    }
  return Decoration.set(found);
}

export const hanging: Extension = [
  EditorView.lineWrapping,
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = breakable(view);
      }
      update({ docChanged, viewportChanged, view }: ViewUpdate): void {
        if (docChanged || viewportChanged) this.decorations = breakable(view);
      }
    },
    { decorations: ({ decorations }) => decorations },
  ),
];
