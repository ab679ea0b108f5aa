// Types off, here and in Node: does each file leave the same text, or is it refused by both?
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTypeScript } from '../../src/runner/source/parse.ts';
import { prepare } from '../../src/runner/source/prepare.ts';
import { applyEdits } from '../../src/runner/source/source-edit.ts';
import { SourceError } from '../../src/runner/source/source-error.ts';
import { typesOff } from '../../src/runner/source/types-off.ts';
import { nodeJudges, type Verdict } from './node-judge.ts';
import type { Suite } from './run.ts';

const KINDS = [
  'accepted by both, same text',
  'accepted by both, other text',
  'refused here only',
  'accepted here only',
  'refused by both',
] as const;
type Kind = (typeof KINDS)[number];
const AGREE: readonly Kind[] = ['accepted by both, same text', 'refused by both'];

/** What the page leaves of a file, or why it does not run it. */
export function pageJudges(source: string, file: string): Verdict {
  try {
    prepare(source, file);
    return { code: applyEdits(source, typesOff(source, parseTypeScript(source, file), file)) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { refusal: `${error.at.line}:${error.at.column} ${error.message}` };
  }
}

function kindOf(here: Verdict, node: Verdict): Kind {
  if ('code' in here && 'code' in node) return KINDS[here.code === node.code ? 0 : 1];
  if ('code' in node) return 'refused here only';
  return 'code' in here ? 'accepted here only' : 'refused by both';
}

export const judge: Suite['judge'] = async (folder, files) => {
  const names = globSync('**/*.{ts,mts}', { cwd: folder })
    .filter((name) => !/\.d\.m?ts$/.test(name))
    .sort();
  // without a byte order mark: Node leaves it out
  const sources = names.map((name) => new TextDecoder().decode(readFileSync(join(folder, name))));
  const verdicts = await nodeJudges(sources);
  const counts = new Map<Kind, number>(KINDS.map((kind) => [kind, 0]));
  for (const [index, name] of names.entries()) {
    const [here, node] = [pageJudges(sources[index]!, name), verdicts[index]!];
    const kind = kindOf(here, node);
    counts.set(kind, counts.get(kind)! + 1);
    if (!files || AGREE.includes(kind)) continue;
    const said = [here, node].flatMap((one) => ('refusal' in one ? [one.refusal] : []));
    console.log(`${kind}: ${name}${said.length ? ` (${said.join(' | ')})` : ''}`);
  }

  const [same, other, refusedHere, acceptedHere, refused] = KINDS.map((kind) => counts.get(kind)!);
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;
  console.log(`\n${folder}: ${names.length} files`);
  for (const [kind, count] of counts) console.log(`  ${String(count).padStart(6)} ${kind}`);
  console.log(
    `  agreement: ${share(same!, same! + other! + refusedHere!)} of what Node accepts, ` +
      `${share(refused!, acceptedHere! + refused!)} of what it refuses`,
  );
};
