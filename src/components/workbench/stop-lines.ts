// The lines at which a timeline stops, at their numbers in the editor: set and taken away by a press
// on the number, or by F9 on the line. They go where their lines go. Loaded with the first timeline.
import { RangeSet, StateEffect, StateField, type ChangeDesc, type Text } from '@codemirror/state';
import { EditorView, GutterMarker, keymap, lineNumberMarkers, lineNumbers } from '@codemirror/view';
import type { Stops } from '../timeline/stops.ts';
import type { Editor } from './editor.ts';

const setLines = StateEffect.define<readonly number[]>();

class Stop extends GutterMarker {
  override elementClass = 'cm-stop';
}
const stop = new Stop();

const stopLinesField = StateField.define<readonly number[]>({
  create: () => [],
  update(lines, { effects }) {
    for (const effect of effects) if (effect.is(setLines)) return effect.value;
    return lines;
  },
  provide: (field) =>
    lineNumberMarkers.compute([field, 'doc'], (state) =>
      RangeSet.of(
        [...state.field(field)]
          .filter((line) => line <= state.doc.lines)
          .sort((a, b) => a - b)
          .map((line) => stop.range(state.doc.line(line).from)),
      ),
    ),
});

/** Where a line is after a change, if anything is left of it. */
export function lineAfter(
  line: number,
  changes: ChangeDesc,
  before: Text,
  after: Text,
): number | undefined {
  if (line > before.lines) return undefined;
  let isAll = false;
  changes.iterChangedRanges((from, to) => (isAll ||= from === 0 && to === before.length));
  if (isAll) return line <= after.lines ? line : undefined; // another text in its place
  const { from, to } = before.line(line);
  const [begin, end] = [changes.mapPos(from, 1), changes.mapPos(to, -1)];
  if (to > from && begin >= end) return undefined;
  return after.lineAt(begin).number;
}

export function stopLines(editor: Editor, stops: Stops): void {
  let shown = '';
  const here = () => setLines.of(stops.linesIn(shown));
  const toggle = (file: string, view: EditorView, at: number): true => {
    const { number: line } = view.state.doc.lineAt(at);
    stops.toggle({ kind: 'line', at: { file, line } });
    return true;
  };
  editor.extend({
    of: (file) => [
      stopLinesField,
      lineNumbers({
        domEventHandlers: {
          mousedown: (view, { from }, event) =>
            (event as MouseEvent).button === 0 && toggle(file, view, from),
        },
      }),
      keymap.of([{ key: 'F9', run: (view) => toggle(file, view, view.state.selection.main.head) }]),
      EditorView.updateListener.of(({ docChanged, changes, startState, state }) => {
        if (docChanged && stops.linesIn(file).length > 0)
          stops.move(file, (line) => lineAfter(line, changes, startState.doc, state.doc));
      }),
      EditorView.editorAttributes.of({ class: 'cm-stops' }),
    ],
    shown(file) {
      shown = file;
      return here();
    },
  });
  for (const type of ['change', 'moved']) stops.addEventListener(type, () => editor.tell(here()));
}
