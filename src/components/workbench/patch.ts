// What a reader changed, as a patch that `git apply` and `patch -p1` take. Loaded when it is asked
// for.
import { formatPatch, structuredPatch } from 'diff';

export interface Change {
  file: string;
  /** `undefined` where there is no such file. */
  from: string | undefined;
  to: string | undefined;
}

/**
 * How long it may take, for all files, to find what two versions have in common, in milliseconds:
 * then all of a file is taken out and put in again.
 */
const PATIENCE = 2_000;

export function patchOf(changes: readonly Change[], patience = PATIENCE): string {
  const until = performance.now() + patience;
  return [...changes]
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .filter(({ from, to }) => from !== to)
    .map((change) => one(change, Math.max(1, until - performance.now())))
    .join('');
}

function one({ file, from, to }: Change, timeout: number): string {
  const [before, after] = [`a/${file}`, `b/${file}`];
  const mode =
    from === undefined
      ? 'new file mode 100644\n'
      : to === undefined
        ? 'deleted file mode 100644\n'
        : '';
  const names = [
    from === undefined ? '/dev/null' : before,
    to === undefined ? '/dev/null' : after,
  ] as const;
  const whole = structuredPatch(...names, from ?? '', to ?? '', undefined, undefined, {
    timeout,
  });
  const patch = whole ?? {
    ...structuredPatch(...names, '', '', undefined, undefined, {}),
    hunks: [replaced(from ?? '', to ?? '')],
  };
  return `diff --git ${before} ${after}\n${mode}${formatPatch(patch).replace(/^(Index: .*\n)?=+\n/, '')}`;
}

/** All lines of the one for all of the other. */
function replaced(from: string, to: string): ReturnType<typeof structuredPatch>['hunks'][number] {
  const lines = (text: string, sign: string): string[] => {
    if (text === '') return [];
    const all = text.split('\n');
    const isEnded = all.at(-1) === '';
    if (isEnded) all.pop();
    return [
      ...all.map((line) => sign + line),
      ...(isEnded ? [] : ['\\ No newline at end of file']),
    ];
  };
  const [out, into] = [lines(from, '-'), lines(to, '+')];
  const count = (all: string[]): number => all.filter((line) => !line.startsWith('\\')).length;
  return {
    oldStart: out.length === 0 ? 0 : 1,
    oldLines: count(out),
    newStart: into.length === 0 ? 0 : 1,
    newLines: count(into),
    lines: [...out, ...into],
  };
}
