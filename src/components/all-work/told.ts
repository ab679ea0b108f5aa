// What's in a reader's work, in words.
import type { Work } from '../../store/work-file.ts';

const count = (many: number, one: string, more = `${one}s`): string[] =>
  many === 0 ? [] : [`${many} ${many === 1 ? one : more}`];

/** Kept as files of a box are, and no files. */
const NO_FILES = /^(questions$|goes-on\/)/;

/** `2 changed files, 1 solved exercise`; nothing to speak of is `nothing`. */
export function told({ files, versions, marks, choices }: Work): string {
  const marked = (list: string): number => marks.filter((one) => one.list === list).length;
  const read = choices['tasque:*:read']?.split(' ').length ?? 0;
  const parts = [
    ...count(files.filter(({ box }) => !NO_FILES.test(box)).length, 'changed file'),
    ...count(versions.length, 'earlier version'),
    ...count(marked('steps') + marked('lent'), 'step'),
    ...count(marked('solved'), 'solved exercise'),
    ...count(marked('caught'), 'caught fault'),
    ...count(marked('predicted'), 'guess', 'guesses'),
    ...count(files.filter(({ box }) => box === 'questions').length, 'answered question'),
    ...count(read, 'chapter'),
  ];
  return parts.length === 0 ? 'nothing' : new Intl.ListFormat('en').format(parts);
}
