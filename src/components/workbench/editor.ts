// The editor: CodeMirror, loaded when a reader first touches a program. It looks like the listing
// that it replaces.
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec, StateEffect, type Extension } from '@codemirror/state';
import {
  Decoration,
  Direction,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { colours } from './colours.ts';
import { finding, openFind } from './find.ts';
import { hanging } from './hanging.ts';
import { language } from './language.ts';
import { failed, FOUND_FOR, lineMarks, setFailed, setFound, type Marked } from './line-marks.ts';
import { TAB_SAID, tabKey } from './tab-key.ts';
import { inCode } from './find-unseen.ts';
import { markOf } from './unseen.ts';

export interface Editor {
  readonly element: HTMLElement;
  /** To be called once it is on the page. */
  settle(): void;
  /** It won't be on the page any more. */
  end(): void;
  /** Shows a file. One that was shown before is as it was left, its history of changes included. */
  show(file: FileInEditor): void;
  /** Replaces a file's text as one edit, so that undo brings the old one back. */
  replace(file: string, code: string): void;
  /**
   * Replaces a part of a file's text.
   * @param goesOn Whether undo takes it back together with the change before.
   */
  turn(file: string, change: { from: number; to: number; insert: string }, goesOn: boolean): void;
  /**
   * Marks lines of the shown file (they count from 1), and takes all other marks away.
   * @param said What is said beside them, which isn't part of the text.
   */
  mark(lines: readonly number[], said?: string): void;
  /** Has each file take something more in, also those that are shown later. */
  extend(by: Extender): void;
  /** Does something to the file that is shown. */
  tell(effect: StateEffect<unknown>): void;
  /**
   * Brings a line into view in the editor, and leaves the page where it is.
   * @returns Where it is on the screen now, if it can be seen at all.
   */
  reveal(line: number, where?: 'start' | 'nearest' | 'end'): { top: number; bottom: number } | null;
  /** Puts the caret there, brings it into view, and has the line stand out for a moment. */
  point(line: number, column: number): void;
  /** The line at the top, from 1 on, and where the caret is in the text. */
  place(): readonly [top: number, caret: number];
  /** Goes back to a place, in a text that may have become shorter. */
  goBack(place: readonly [top: number, caret: number]): void;
  /** Opens what finds and replaces in the shown file. */
  find(): void;
  focus(): void;
}

export interface Extender {
  /** What a file takes in. */
  of(file: string): Extension;
  /** A file is shown: what it's to be told then. */
  shown(file: string): StateEffect<unknown>;
}

export interface FileInEditor {
  name: string;
  /** The book's version: undo leads back to it. */
  original: string;
  code: string;
  /** Whether it is there to be read. */
  isFixed?: boolean;
  /** In characters from the beginning. */
  selection?: { anchor: number; head: number } | undefined;
}

const look = EditorView.theme({
  '&': { background: 'transparent', color: 'var(--ink)', outlineOffset: '2px' },
  '&.cm-focused': { outline: 'none' },
  // above the numbers, which would cover it where it is drawn inside
  '&.cm-focused::after': {
    content: '""',
    inset: 0,
    outline: '2px solid var(--accent)',
    outlineOffset: 'inherit',
    pointerEvents: 'none',
    position: 'absolute',
    zIndex: 2,
  },
  '.cm-scroller': {
    fontFamily: 'var(--mono)',
    fontVariantLigatures: 'none',
    lineHeight: '1.55',
    // whole lines below what is left free above them: none is cut through its letters
    maxHeight: 'calc(round(down, min(44rem, 75vh) - 0.9rem, 1.55em) + 0.9rem)',
    overflow: 'auto',
  },
  '.cm-content': { padding: '0.9rem 0', caretColor: 'var(--ink)' },
  '.cm-line': {
    '--side': 'var(--code-side)',
    // said here again: the editor's own comes after that of the page
    padding: '0 var(--side) 0 calc(var(--after-number) + var(--hang))',
  },
  '.cm-gutters': { background: 'var(--paper-code)', border: 0, color: 'var(--ink-soft)' },
  '.cm-lineNumbers': { fontSize: '0.8em', minWidth: 'var(--numbers)', userSelect: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { lineHeight: 1.9375, minWidth: 0, padding: '0 0.1rem 0 0' },
  ':is(.cm-activeLine, .cm-activeLineGutter)': { background: 'transparent' },
  '&.cm-focused .cm-activeLine': { background: 'var(--active-line)' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--ink)' },
  '.cm-line.cm-failed': {
    background: 'var(--accent-wash)',
    boxShadow: 'inset 3px 0 var(--accent)',
  },
  '&.cm-focused .cm-matchingBracket': { background: 'none', outline: '1px solid var(--ink-soft)' },
});

/** For changes that undo takes back on their own. */
const alone = isolateHistory.of('full');

/** In milliseconds. */
const MARKS_EVERY = 16;
/** So much is seen above and below a line that a reader is led to, in pixels. */
const AROUND = 60;

// --- what one sees is what runs: see unseen.ts

class UnseenMark extends WidgetType {
  readonly #unseen: string;
  constructor(unseen: string) {
    super();
    this.#unseen = unseen;
  }
  override eq(other: UnseenMark): boolean {
    return other.#unseen === this.#unseen;
  }
  toDOM(): HTMLElement {
    return markOf(this.#unseen);
  }
}

/**
 * Words from right to left read as they should, and can't change places with what is beside
 * them.
 */
const fromRightToLeft = Decoration.mark({ tagName: 'bdi', bidiIsolate: Direction.RTL });

const finder = new MatchDecorator({
  regexp: inCode(),
  decorate: (add, from, to, { 0: text, groups }) => {
    if (groups?.unseen) add(from, to, Decoration.replace({ widget: new UnseenMark(text) }));
    else if (groups?.rtl) add(from, to, fromRightToLeft);
  },
});
const unseen = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = finder.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.decorations = finder.updateDeco(update, this.decorations);
    }
  },
  {
    provide: (plugin) => [
      Prec.lowest(
        EditorView.decorations.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
      ), // around what colours make
      EditorView.bidiIsolatedRanges.of(
        (view) => view.plugin(plugin)?.decorations ?? Decoration.none,
      ),
    ],
  },
);

/** How much of it the bar of its box stands over, in pixels: no line is written behind that. */
function coveredBelow(editor: Element): number {
  const bar = editor.closest('program-box, own-loop')?.querySelector('.bar');
  if (!bar) return 0;
  return Math.max(0, editor.getBoundingClientRect().bottom - bar.getBoundingClientRect().top);
}

export function openEditor(
  first: FileInEditor,
  onChange: (file: string, code: string) => void,
): Editor {
  const states = new Map<string, EditorState>();
  /** Where each file was scrolled to as another one was shown. */
  const scrolls = new Map<string, StateEffect<unknown>>();
  let shown = first.name;
  /** Whether a file is to be shown from its beginning, for which the page is not to move. */
  let toTop = false;

  const stateOf = ({ name, original, code, isFixed, selection }: FileInEditor): EditorState => {
    const begin = EditorState.create({
      doc: original,
      extensions: [
        history(),
        indentOnInput(),
        bracketMatching(),
        language,
        syntaxHighlighting(colours),
        look,
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        lineMarks,
        unseen,
        hanging,
        tabKey(),
        finding,
        EditorState.tabSize.of(2),
        EditorState.readOnly.of(isFixed === true),
        EditorView.scrollHandler.of(({ scrollDOM }) => {
          const isOurs = toTop;
          if (isOurs) scrollDOM.scrollTop = 0;
          toTop = false;
          return isOurs;
        }),
        EditorView.scrollMargins.of(({ dom }) => ({ bottom: coveredBelow(dom) })),
        keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'), ...historyKeymap]),
        EditorView.contentAttributes.of({
          'aria-label': `${name.split('/').at(-1)}, ${isFixed ? 'to read' : 'editable'}`,
          'aria-description': TAB_SAID,
          spellcheck: 'false',
          autocapitalize: 'off',
          tabindex: '0',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(name, update.state.doc.toString());
        }),
      ],
    });
    const changes = code === original ? [] : { from: 0, to: original.length, insert: code };
    const within = (at: number): number => Math.min(at, code.length);
    return begin.update({
      changes,
      annotations: alone,
      ...(selection && {
        selection: { anchor: within(selection.anchor), head: within(selection.head) },
      }),
    }).state;
  };

  const view = new EditorView({ state: stateOf(first) });
  // a phone that is turned, or whose keyboard comes, has room for other lines
  const bringBack = (): void => {
    if (view.hasFocus)
      view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main) });
  };
  addEventListener('resize', bringBack);
  /** Lines to be marked in the next frame: a run may tell of thousands, one by one. */
  let toMark: Marked | undefined;
  const markNow = (): void => {
    if (toMark) view.dispatch({ effects: setFailed.of(toMark) });
    toMark = undefined;
  };
  /** The height of lines is found out now, and not after a frame with numbers beside others. */
  const settle = (): void => void view.elementAtHeight(0);
  let fading: ReturnType<typeof setTimeout> | undefined;
  const markFound = (lines: readonly number[]): void => {
    clearTimeout(fading);
    view.dispatch({ effects: setFound.of({ lines }) });
    if (lines.length > 0) fading = setTimeout(() => markFound([]), FOUND_FOR);
  };
  let extender: Extender | undefined;
  const extended = new Set<string>();
  const extend = (): void => {
    if (!extender) return;
    const take = StateEffect.appendConfig.of(extender.of(shown));
    if (!extended.has(shown)) view.dispatch({ effects: take });
    extended.add(shown);
    view.dispatch({ effects: extender.shown(shown) });
  };
  return {
    element: view.dom,
    settle,
    end() {
      removeEventListener('resize', bringBack);
      view.destroy();
    },
    show(file) {
      if (file.name === shown) return;
      markNow();
      markFound([]);
      states.set(shown, view.state);
      scrolls.set(shown, view.scrollSnapshot());
      shown = file.name;
      view.setState(states.get(file.name) ?? stateOf(file));
      extend();
      // else it would be where the other one was scrolled to
      const scroll = scrolls.get(shown);
      toTop = !scroll;
      view.dispatch({ effects: scroll ?? EditorView.scrollIntoView(0, { y: 'start' }) });
      settle();
    },
    replace(file, text) {
      const state = file === shown ? view.state : states.get(file);
      if (!state || state.doc.toString() === text) return;
      const change = {
        changes: { from: 0, to: state.doc.length, insert: text },
        annotations: alone,
      };
      if (file === shown) view.dispatch(change);
      else states.set(file, state.update(change).state);
    },
    turn(file, changes, goesOn) {
      const state = file === shown ? view.state : states.get(file);
      if (!state) return;
      // of an input method all is one, however long it takes
      const joined = { userEvent: 'input.type.compose' };
      const begun = { annotations: isolateHistory.of('before') };
      const change = { changes, ...(goesOn ? joined : begun) };
      if (file === shown) view.dispatch(change);
      else states.set(file, state.update(change).state);
    },
    mark(lines, said) {
      if (lines.length === 0 && !toMark && view.state.field(failed).size === 0) return;
      if (!toMark) setTimeout(markNow, MARKS_EVERY);
      toMark = { lines, said };
    },
    extend(by) {
      extender = by;
      extended.clear();
      extend();
    },
    tell(effects) {
      view.dispatch({ effects });
    },
    reveal(line, y = 'start') {
      toTop = false;
      const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      const before = scrollY;
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y, yMargin: 8 }),
      });
      view.coordsAtPos(from); // it scrolls when it measures, and the page, too
      scrollTo({ top: before, behavior: 'instant' });
      return view.coordsAtPos(from);
    },
    point(line, column) {
      toTop = false;
      const { number, from, to } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      const at = Math.min(from + column - 1, to);
      // the middle of the editor, and of the page as little as it takes: it would be centred, too
      const { scrollDOM } = view;
      scrollDOM.scrollTop = view.lineBlockAt(at).top - scrollDOM.clientHeight / 2;
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: 'nearest', yMargin: AROUND }),
      });
      markFound([number]);
      settle(); // it scrolls now, so that the caller can see to the rest
    },
    place() {
      const { from } = view.lineBlockAtHeight(view.scrollDOM.scrollTop);
      return [view.state.doc.lineAt(from).number, view.state.selection.main.head];
    },
    goBack([top, caret]) {
      toTop = false;
      const { doc } = view.state;
      const { from } = doc.line(Math.max(1, Math.min(top, doc.lines)));
      view.dispatch({
        selection: { anchor: Math.min(caret, doc.length) },
        effects: EditorView.scrollIntoView(from, { y: 'start', yMargin: 0 }),
      });
    },
    find() {
      openFind(view);
    },
    focus() {
      view.focus();
    },
  };
}
