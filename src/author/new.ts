// `npm run new`: the files of a new chapter, program or exercise, and what is missing in them.
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { AuthorError } from '../book/author-error.ts';
import { elementsIn, isComponent, readMdx, type Mdx } from '../book/mdx.ts';
import { traceFile } from '../book/trace-file.ts';
import { readText } from '../plain-text.ts';
import { proofread, told } from './proofread.ts';
import { lacksOf } from './rules.ts';
import { chapter, exercise, program } from './templates.ts';

const USAGE = `Usage, from the project's folder:

  npm run new -- chapter  STAGE/NAME ["Its title"]   content/STAGE/NAME.mdx
  npm run new -- program  STAGE/NAME                 code/STAGE/programs/NAME.ts, to be shown by <Program>
  npm run new -- exercise STAGE/NAME                 code/STAGE/exercises/NAME/, to be shown by <Exercise>

STAGE is a folder of code/, NAME has small letters, digits and hyphens. What is there already stays as it is.
Each says what is still missing; asked once more, it says what is missing then.
`;

/** For what the author got wrong. */
class Misuse extends Error {}

const stages = globSync('code/*/stage.ts')
  .map((file) => file.split(/[\\/]/)[1]!)
  .sort();

function asked(): { kind: string; stage: string; name: string; title: string } {
  const { positionals } = parseArgs({ allowPositionals: true });
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
  return { kind, stage, name, title: called };
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

/** The number after the last one of the stage's chapters. */
function nextNumber(stage: string): number {
  const numbers = chaptersOf(stage).map(({ frontMatter }) => Number(frontMatter.chapter));
  return Math.max(0, ...numbers.filter(Number.isFinite)) + 1;
}

const isShown = (stage: string, of: string): boolean =>
  chaptersOf(stage)
    .flatMap(elementsIn)
    .some(({ name, attributes }) => isComponent(name) && attributes.of === of);

/** What is missing, each with what to do. */
async function missing(kind: string, stage: string, name: string): Promise<string[]> {
  if (kind === 'chapter') {
    const file = `content/${stage}/${name}.mdx`;
    const slips = proofread().filter((slip) => slip.file === file);
    if (slips.length > 0) return slips.map(told);
    const mdx = readMdx(readText(file), file);
    const lacks = (await lacksOf(mdx)).map(({ rule, lacks }) => `${lacks} (rule ${rule})`);
    if (mdx.frontMatter.draft) lacks.push('it is a draft: take "draft: true" out when it is done');
    return lacks;
  }
  const of = `${stage}/${kind}s/${name}${kind === 'program' ? '.ts' : ''}`;
  const element =
    kind === 'program' ? `<Program of="${of}" />` : `<Exercise of="${of}">…</Exercise>`;
  const all = isShown(stage, of) ? [] : [`no chapter shows it: write ${element}`];
  if (kind === 'exercise') return all;
  for (const file of [`code/${of.replace(/ts$/, 'out')}`, traceFile(of)])
    if (!existsSync(file)) all.push(`${file} is missing: npm run record -- -t ${name}.ts`);
  return all;
}

async function main(): Promise<void> {
  const { kind, stage, name, title } = asked();
  if (kind === 'chapter') write(chapter(stage, name, title, nextNumber(stage)));
  else write(kind === 'program' ? program(stage, name) : exercise(stage, name));
  const lacks = await missing(kind, stage, name);
  if (lacks.length === 0)
    console.log('Nothing is missing. "npm test" says whether all of it is right.');
  else
    console.log(`Still missing (docs/rules.md):\n${lacks.map((lack) => `- ${lack}`).join('\n')}`);
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
