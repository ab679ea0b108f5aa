// The line of a moment, and those around it: so that readers don't have to look for it in the editor.
import type { Place } from '../../timeline/catalogue/shapes.ts';
import { lineAt } from '../../timeline/labels.ts';
import { once } from '../workbench/loaders.ts';
import { ahead } from '../workbench/loading.ts';
import { showText } from '../workbench/unseen.ts';
import type { Token } from './colour.ts';

type Sources = Readonly<Record<string, string>>;

/** How many lines are shown before it, and as many after it. */
const AROUND = 2;

let colour: typeof import('./colour.ts') | undefined;
const tokens = new WeakMap<Sources, Map<string, Token[][]>>();

/** Loads the colours; `onCome` is told if there were none before. */
export function loadColours(onCome: () => void): void {
  if (colour) return;
  ahead(
    once('colours', () => import('./colour.ts')).then((loaded) => {
      colour = loaded;
      onCome();
    }),
  );
}

function tokensAt(sources: Sources, { file, line }: Place): Token[] | undefined {
  if (!colour) return undefined;
  const known = tokens.get(sources) ?? new Map<string, Token[][]>();
  tokens.set(sources, known);
  if (!known.has(file)) known.set(file, colour.tokensOf(sources[file]!));
  return known.get(file)![line - 1];
}

/**
 * Shows the lines around a place, always as many, and nothing if it's in none of the files: an event
 * may name any.
 * @param isNow Whether the moment is at that line; else it's only marked as near.
 */
export function showNear(
  into: HTMLElement,
  sources: Sources,
  at: Place | undefined,
  isNow: boolean,
): void {
  into.replaceChildren();
  into.ariaLabel = at ? `${at.file.split('/').at(-1)}, line ${at.line}` : 'No line';
  if (!at || lineAt(sources, at) === undefined) return;
  for (let by = -AROUND; by <= AROUND; by++) {
    const place = { file: at.file, line: at.line + by };
    const text = lineAt(sources, place);
    const row = document.createElement('div');
    row.classList.toggle('far', Math.abs(by) > 1);
    into.append(row);
    if (text === undefined) continue;
    row.dataset.file = place.file;
    row.dataset.line = String(place.line);
    if (by === 0 && isNow) row.ariaCurrent = 'step';
    const number = document.createElement('span');
    number.className = 'number';
    number.textContent = String(place.line);
    const code = document.createElement('code');
    code.append(...piecesOf(text, tokensAt(sources, place)));
    row.append(number, code);
  }
}

function* piecesOf(text: string, known: readonly Token[] | undefined): Generator<Node> {
  let done = 0;
  for (const [token, classes] of known ?? []) {
    if (done >= text.length) break; // only so much of a long line is shown
    const part = showText(token.slice(0, text.length - done));
    done += token.length;
    if (classes === '') yield part;
    else {
      const span = document.createElement('span');
      span.className = classes;
      span.append(part);
      yield span;
    }
  }
  if (done < text.length) yield showText(text.slice(done));
}
