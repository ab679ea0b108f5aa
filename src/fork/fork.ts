// What a reader takes home: a stage as it is, or what to begin its part with. Given the files of code/, it says which files that is.
// The site and the command line ask the same.
import { STARTERS, type Starter } from './starters.ts';

export interface Fork {
  /** Also the name of its folder: `part-3-task-loop`, `part-3-task-loop-starter`. */
  name: string;
  stage: string;
  isStarter: boolean;
}

export const FORKS: readonly Fork[] = Object.keys(STARTERS).flatMap((stage) => [
  { name: stage, stage, isStarter: false },
  { name: `${stage}-starter`, stage, isStarter: true },
]);

export interface Material {
  /** The files of code/, by their names from there on. */
  code: ReadonlyMap<string, string>;
  licence: string;
  /** The number and title of a chapter, as a reader knows it: `2.1, A result that is not there yet`. */
  chapter(id: string): string;
}

const COMMON: Readonly<Record<string, string>> = {
  '.nvmrc': '24\n',
  '.gitignore': 'node_modules/\n',
  '.editorconfig':
    'root = true\n\n[*]\ncharset = utf-8\nend_of_line = lf\nindent_size = 2\nindent_style = space\ninsert_final_newline = true\nmax_line_length = 88\ntrim_trailing_whitespace = true\n',
};

/** The files of a fork by their names from its root, sorted. */
export function filesOf({ stage, isStarter }: Fork, { code, licence, chapter }: Material): Record<string, string> {
  const own = of(code, stage);
  const files = { ...COMMON, LICENSE: licence, ...(isStarter ? starter(stage, own, of(code, previous(stage)), chapter) : own) };
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const of = (code: Material['code'], stage: string | undefined): Record<string, string> =>
  Object.fromEntries([...code].filter(([file]) => stage !== undefined && file.startsWith(`${stage}/`)).map(([file, text]) => [file.slice(stage!.length + 1), text]));

const previous = (stage: string): string | undefined => Object.keys(STARTERS)[Object.keys(STARTERS).indexOf(stage) - 1];

function starter(stage: string, own: Record<string, string>, before: Record<string, string>, chapter: Material['chapter']): Record<string, string> {
  const it = STARTERS[stage]!;
  const { given, steps } = it;
  const pick = (from: Record<string, string>, is: (file: string) => boolean): Record<string, string> => Object.fromEntries(Object.entries(from).filter(([file]) => is(file)));
  const judges = new Set(steps.flatMap(({ tests }) => tests));
  const onlyExercises = [...judges].every((file) => file.startsWith('exercises/'));
  const isDraft = (text: string): boolean => text.includes('../src/drafts/');
  const shared = pick(own, (file) => /^(tsconfig\.json|vitest\.config\.ts)$/.test(file));
  const pack = JSON.parse(own['package.json']!) as { name: string; description: string; scripts: Record<string, string>; exports?: string };
  pack.name += '-starter';
  pack.description = `What to begin ${titleOf(stage).toLowerCase()} of Tasque with: tests that are red.`;
  delete pack.scripts.exercise;
  delete pack.scripts.bench;
  if (onlyExercises) {
    delete pack.scripts.start;
    delete pack.exports;
    return {
      ...shared,
      ...pick(own, (file) => file.startsWith('exercises/') && !file.endsWith('/solution.ts')),
      'vitest.config.ts': own['vitest.exercises.config.ts']!,
      'tsconfig.json': own['tsconfig.json']!.replace(/"include": \[[^\]]*\]/, '"include": ["exercises"]'),
      'package.json': `${JSON.stringify(pack, null, 2)}\n`,
      'README.md': readme(stage, it, chapter, false),
    };
  }
  const programs = pick(own, (file) => file.startsWith('programs/') && file.endsWith('.ts') && !isDraft(own[file]!));
  return {
    ...shared,
    ...(it.goesOn && pick(before, (file) => /^src\/[^/]+\.ts$/.test(file) && Object.hasOwn(own, file))),
    ...pick(own, (file) => given.some((name) => file === `src/${name}`)),
    ...(it.index && { 'src/index.ts': it.index }),
    ...pick(own, (file) => file.startsWith('tests/') && !isDraft(own[file]!)),
    ...programs,
    ...pick(own, (file) => Object.hasOwn(programs, file.replace(/out$/, 'ts'))),
    'tsconfig.json': own['tsconfig.json']!.replace(', "exercises"', ''),
    'package.json': `${JSON.stringify(pack, null, 2)}\n`,
    'README.md': readme(stage, it, chapter, true),
  };
}

export const titleOf = (stage: string): string => `Part ${/^part-(\d+)/.exec(stage)![1]}`;

function readme(stage: string, { given, steps, goesOn }: Starter, chapter: Material['chapter'], hasPrograms: boolean): string {
  const part = titleOf(stage);
  const have = hasPrograms
    ? !goesOn
      ? `What is there: ${given.map((name) => `\`src/${name}\``).join(', ')}. They are the machinery below this part, and not its subject. Nothing of\nthe part before is used in this one.`
      : 'What is there is the finished code of the part before. This part builds on some of its files and changes others.'
    : 'What is there: a file for each exercise, its tests, and hints.';
  return `# ${part}: a starter

What to begin ${part.toLowerCase()} of Tasque with, if you want to build it yourself.

\`\`\`sh
npm install
npm test          # red; green when you are done
npm test -- ${steps[0]!.tests[0]!.split('/')
    .slice(-2)
    .join('/')
    .replace(/^tests\//, '')
    .replace('.test.ts', '')}   # one at a time
npm run check     # the types
\`\`\`

Node 22.18 or newer runs the \`.ts\` files as they are. ${have}

## The way

${steps.map(({ file, what, chapter: id, tests }) => `- [ ] \`${file}\`: ${what}.\n  Chapter ${chapter(id)}. Tests: ${tests.map((test) => `\`${test}\``).join(', ')}`).join('\n')}

${hasPrograms ? `\`src/index.ts\` exports what the tests ask for: add to it as you go on. \`programs/\` are small programs, each with what it prints in\na \`.out\` beside it; \`npm start\` runs one of them. ` : ''}The finished version is \`${stage}\`, which can be had where you have this from.
`;
}
