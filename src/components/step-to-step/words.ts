// What is said of two states beside each other, and of changes that are carried over.
import type { Between, FileBetween } from '../../steps/between.ts';
import type { Carried } from '../../steps/carry-over.ts';

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const is = (count: number): string => (count === 1 ? 'is' : 'are');

/** @param all In the order in which it's said. */
function listed(all: readonly (string | false)[]): string {
  return new Intl.ListFormat('en-GB').format(all.filter((one) => one !== false)); // no comma before and
}

export function summaryOf({ files, same }: Between): string {
  if (files.length === 0) return 'They’re the same, to the letter.';
  const of = (...what: FileBetween['what'][]): number =>
    files.filter((file) => what.includes(file.what)).length;
  const sum = (side: 'plus' | 'minus'): number => files.reduce((sum, file) => sum + file[side], 0);
  const [changed, came, went, renamed] = [of('changed'), of('came'), of('went'), of('renamed')];
  const said = listed([
    changed > 0 && `${many(changed, 'file')} changed`,
    came > 0 && `${came} ${is(came)} new`,
    went > 0 && `${went} ${is(went)} gone`,
    renamed > 0 && `${renamed} ${renamed === 1 ? 'has' : 'have'} another name`,
    same > 0 && `${same} ${is(same)} the same`,
  ]);
  const first = changed > 0 ? said : said.replace(/^(\d+)/, (all) => `${all} ${all === '1' ? 'file' : 'files'}`); // prettier-ignore
  return `${first}. ${many(sum('plus'), 'line')} added, ${sum('minus')} removed.`;
}

export function saidOfFile({ what, was, plus, minus }: FileBetween): string {
  if (what === 'came') return `new, ${many(plus, 'line')}`;
  if (what === 'went') return `gone, ${many(minus, 'line')}`;
  return listed([
    was !== undefined && `was ${was}`,
    plus > 0 && `${many(plus, 'line')} added`,
    minus > 0 && `${plus > 0 ? minus : many(minus, 'line')} removed`,
  ]);
}

/** @param target What it is carried over to, as in a sentence. */
export function fateOf({ file, was, fate, what }: Carried, target: string): string {
  const name = was === undefined ? file : `${file} (yours is ${was})`;
  const no = `${name} doesn’t fit in`;
  if (fate === 'there') return `${name}: what you did is there already.`;
  if (fate === 'lines') return `${no}: both sides changed the same lines.`;
  if (fate === 'named') return `${no}: there’s another file by that name.`;
  if (fate === 'deleted') return `${name} stays: you deleted it, but it has changed since.`;
  if (fate === 'unknown') return `${no}: we don’t know which version you changed.`;
  if (fate === 'gone') return `${no}: ${target} has no such file.`;
  if (what === 'made') return `${name}: your file comes along.`;
  return what === 'deleted' ? `${name} goes, because you deleted it.` : `${name}: your changes come in.`; // prettier-ignore
}
