// The editor: CodeMirror, loaded when a reader first touches a program. It looks like the listing that it replaces.
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, keymap, type DecorationSet } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface Editor {
  readonly element: HTMLElement;
  readonly code: string;
  /** Replaces the text as one edit, so that undo brings the old one back. */
  replace(code: string): void;
  /** Marks a line (counts from 1); without one takes the mark away. */
  markLine(line?: number): void;
}

export interface EditorOptions {
  /** The book's version: undo leads back to it. */
  original: string;
  code: string;
  name: string;
  /** In characters from the beginning. */
  selection?: { anchor: number; head: number } | undefined;
  onChange(code: string): void;
}

// The kinds of token that the listings have, by the names that src/styles gives them.
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operator, tags.self, tags.typeOperator], class: 'tok-keyword' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], class: 'tok-string' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.typeName], class: 'tok-constant' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.className], class: 'tok-function' },
  { tag: tags.comment, class: 'tok-comment' },
  { tag: [tags.punctuation, tags.bracket], class: 'tok-punctuation' },
]);

const look = EditorView.theme({
  '&': { background: 'transparent', color: 'var(--ink)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', fontVariantLigatures: 'none', lineHeight: '1.55' },
  '.cm-content': { padding: '0.9rem 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 1.1rem' },
  '.cm-line.cm-failed': { background: 'var(--accent-wash)', boxShadow: 'inset 3px 0 var(--accent)' },
  '&.cm-focused .cm-matchingBracket': { background: 'none', outline: '1px solid var(--ink-soft)' },
});

/** For changes that undo takes back on their own. */
const alone = isolateHistory.of('full');

const setMark = StateEffect.define<number | undefined>();
const mark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { effects, docChanged, newDoc }) {
    if (docChanged) marks = Decoration.none;
    for (const effect of effects) {
      if (!effect.is(setMark)) continue;
      const line = effect.value;
      marks = line === undefined || line > newDoc.lines ? Decoration.none : Decoration.set(failed.range(newDoc.line(line).from));
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});
const failed = Decoration.line({ class: 'cm-failed' });

export function openEditor({ original, code, name, selection, onChange }: EditorOptions): Editor {
  const view = new EditorView({
    doc: original,
    extensions: [
      history(),
      indentOnInput(),
      bracketMatching(),
      javascript({ typescript: true }),
      syntaxHighlighting(colours),
      look,
      mark,
      EditorState.tabSize.of(2),
      keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'), ...historyKeymap]), // Tab stays the way out
      EditorView.contentAttributes.of({ 'aria-label': `${name}, editable`, spellcheck: 'false', autocapitalize: 'off' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
    ],
  });
  const changes = code === original ? [] : { from: 0, to: original.length, insert: code };
  const within = (at: number): number => Math.min(at, code.length);
  view.dispatch({ changes, annotations: alone, ...(selection && { selection: { anchor: within(selection.anchor), head: within(selection.head) } }) });
  return {
    element: view.dom,
    get code() {
      return view.state.doc.toString();
    },
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, annotations: alone });
    },
    markLine(line) {
      view.dispatch({ effects: setMark.of(line) });
    },
  };
}
