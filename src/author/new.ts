// `npm run new`: the files of a new chapter, program or exercise, and what is missing in them.
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { AuthorError } from '../book/author-error.ts';
import { elementsIn, isComponent, readMdx, shows, type Mdx } from '../book/mdx.ts';
import { traceFile } from '../book/trace-file.ts';
import { readText } from '../plain-text.ts';
import { proofread } from './proofread.ts';
import { told } from './slip.ts';
import { lacksOf } from './rules.ts';
import { chapter, DESCRIPTION, exercise, program, type Files } from './templates.ts';

const USAGE = `Usage, from the project's folder:

  npm run new -- chapter  STAGE/NAME ["Its title"] [--at 3]   content/STAGE/NAME.mdx
  npm run new -- program  STAGE/NAME                          code/STAGE/programs/NAME.ts, for a <Program>
  npm run new -- exercise STAGE/NAME                          code/STAGE/exercises/NAME/, for an <Exercise>

STAGE is a folder of code/, NAME has small letters, digits and hyphens. Existing files stay as they are; --at is the
chapter's number, and later chapters move up. Each command says what is still missing, a chapter also of what it shows.
Ask again as you go: it ends with 1 while something is missing.
`;

/** For what the author got wrong. */
class Misuse extends Error {}

const stages = globSync('code/*/stage.ts')
  .map((file) => file.split(/[\\/]/)[1]!)
  .sort();

interface Asked {
  kind: string;
  stage: string;
  name: string;
  title: string;
  /** The number of a chapter. */
  at?: number;
}

/** Nothing where the usage is all that was wanted. */
function asked(): Asked | undefined {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, at: { type: 'string' } },
  });
  if (values.help) return undefined;
  const [kind = '', path = '', title, ...more] = positionals;
  const [, stage = '', name = ''] = /^([^/]+)\/([^/]+)$/.exec(path) ?? [];
  if (!['chapter', 'program', 'exercise'].includes(kind))
    throw new Misuse(`say what is new: a chapter, a program or an exercise\n\n${USAGE}`);
  if (!stages.includes(stage))
    throw new Misuse(`say where: ${kind} STAGE/NAME; the stages are ${stages.join(', ')}`);
  if (!/^[a-z\d]+(-[a-z\d]+)*$/.test(name))
    throw new Misuse(`a name has small letters, digits and hyphens: not "${name}"`);
  if (more.length > 0 || (title !== undefined && kind !== 'chapter'))
    throw new Misuse(`"${more[0] ?? title}" is too much: only a chapter takes a title, in quotes`);
  const called = title ?? titleOf(name);
  if (called.length > 60 || called.trim() === '')
    throw new Misuse(`a title has 1 to 60 characters: not "${called}"`);
  if (values.at === undefined) return { kind, stage, name, title: called };
  const at = Number(values.at);
  const last = chaptersOf(stage).length + 1;
  if (kind !== 'chapter' || !Number.isInteger(at) || at < 1 || at > last)
    throw new Misuse(`--at is the number of a chapter, 1 to ${last}: not "${values.at}"`);
  return { kind, stage, name, title: called, at };
}
const titleOf = (name: string): string =>
  name.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase());

/** Writes those that are not there. */
function write(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    if (existsSync(file)) continue;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    } catch (error) {
      throw new Misuse(`${file} cannot be written: ${(error as Error).message}`);
    }
    console.log(`wrote ${file}`);
  }
}

/** Those of its chapters that can be read: what is wrong with others is told elsewhere. */
const chaptersOf = (stage: string): Mdx[] =>
  globSync(`content/${stage}/*.mdx`).flatMap((file) => {
    try {
      return [readMdx(readText(file), file)];
    } catch (error) {
      if (error instanceof AuthorError) return [];
      throw error;
    }
  });

/** Makes room for a new chapter among those of a stage. */
function countUp(stage: string, from: number): void {
  for (const { file, frontMatter, text } of chaptersOf(stage)) {
    const number = Number(frontMatter.chapter);
    if (!(number >= from)) continue;
    writeFileSync(file, text.replace(/^chapter:.*$/m, `chapter: ${number + 1}`));
    console.log(`${file} is chapter ${number + 1} now`);
  }
}

/** The number after the last one of the stage's chapters. */
function nextNumber(stage: string): number {
  const numbers = chaptersOf(stage).map(({ frontMatter }) => Number(frontMatter.chapter));
  return Math.max(0, ...numbers.filter(Number.isFinite)) + 1;
}

const isShown = (stage: string, of: string): boolean =>
  chaptersOf(stage)
    .flatMap(elementsIn)
    .some(({ name, attributes }) => isComponent(name) && attributes.of === of);

const filesOf = ({ kind, stage, name, title, at = nextNumber(stage) }: Asked): Files =>
  kind === 'chapter'
    ? chapter(stage, name, title, at)
    : (kind === 'program' ? program : exercise)(stage, name);

/** What is missing, each with what to do. */
async function missing(asked: Asked): Promise<string[]> {
  const { kind, stage, name } = asked;
  if (kind === 'chapter') return missingOfChapter(stage, name);
  const of = `${stage}/${kind}s/${name}${kind === 'program' ? '.ts' : ''}`;
  const element =
    kind === 'program' ? `<Program of="${of}" />` : `<Exercise of="${of}">…</Exercise>`;
  const all = isShown(stage, of) ? [] : [`no chapter shows it: write ${element}`];
  return [...all, ...missingOf(of)];
}

async function missingOfChapter(stage: string, name: string): Promise<string[]> {
  const file = `content/${stage}/${name}.mdx`;
  const slips = proofread().filter((slip) => slip.file === file);
  const mdx = chaptersOf(stage).find((one) => one.file === file);
  if (!mdx) return slips.map(told);
  const all = [
    ...slips.map(told),
    ...(await lacksOf(mdx)).map(({ rule, lacks }) => `${lacks} (rule ${rule})`),
  ];
  const numbers = chaptersOf(stage).map(({ frontMatter }) => Number(frontMatter.chapter));
  const gap = numbers.findIndex((_, i) => !numbers.includes(i + 1));
  if (gap >= 0) all.push(`${stage} has no chapter ${gap + 1} (rule numbers)`);
  if (mdx.frontMatter.description === DESCRIPTION)
    all.push('its description is still that of the template');
  if (mdx.frontMatter.draft) all.push('it’s a draft: take out "draft: true" when it’s done');
  const shown = elementsIn(mdx).flatMap((element) =>
    shows(element) ? [String(element.attributes.of)] : [],
  );
  return [...new Set([...all, ...shown.flatMap(missingOf)])];
}

/** @param of A program or an exercise: `part-2-futures/programs/one.ts`. */
function missingOf(of: string): string[] {
  const [stage, kind, base] = of.split('/') as [string, string, string];
  const name = base.replace(/\.ts$/, '');
  const all = Object.entries((kind === 'programs' ? program : exercise)(stage, name)).flatMap(
    ([file, text]) => {
      if (!existsSync(file)) return [`${file} is missing`];
      return readText(file) === text ? [`${file} is still that of the template`] : [];
    },
  );
  if (kind === 'programs')
    for (const file of [`code/${of.replace(/ts$/, 'out')}`, traceFile(of)])
      if (!existsSync(file)) all.push(`${file} is missing: npm run record -- -t ${base}`);
  return all;
}

async function main(): Promise<void> {
  const wanted = asked();
  if (!wanted) return console.log(USAGE);
  const files = filesOf(wanted);
  if (wanted.at !== undefined && !Object.keys(files).some((file) => existsSync(file)))
    countUp(wanted.stage, wanted.at);
  write(files);
  const lacks = await missing(wanted);
  if (lacks.length === 0)
    return console.log(
      'Nothing is missing. "npm run check" and "npm run test:unit" say whether all of it is right; "npm test" asks a browser too.',
    );
  console.log(`Still missing (docs/rules.md):\n${lacks.map((lack) => `- ${lack}`).join('\n')}`);
  process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  if (
    !(error instanceof Misuse) &&
    !(error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  )
    throw error;
  console.error((error as Error).message);
  process.exitCode = 2;
}
