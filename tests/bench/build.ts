// What a chapter costs the build, and whether that grows: the book as it is, and books of 300 and 1,000
// chapters made from it, are built twice each, cold and warm. `npm run bench:build`, or with other
// sizes behind it. A copy's programs are copies too, each with a line of its own, so that no
// listing of them is found in the cache of listings.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chapters, showing } from '../book/components.ts';
import type { Mdx } from '../../src/book/mdx.ts';
import { copyProject } from '../project.ts';

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [300, 1000];
const FOLDER = resolve('.cache/bench-book');
/** Those of which there can be more: a part that isn't a folder has one chapter. */
const originals = [...chapters].filter(([id]) => id.includes('/'));

const write = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

/** A copy comes right behind its chapter, so that it shows the library as it is there. */
const numbered = ({ text, frontMatter }: Mdx, copy: number): string => {
  const number = Number(frontMatter.chapter);
  return text.replace(`\nchapter: ${number}\n`, `\nchapter: ${number * 100 + copy}\n`);
};

/** The project with so many chapters: the real ones, and copies of them. */
function makeBook(size: number): void {
  rmSync(FOLDER, { recursive: true, force: true });
  copyProject(FOLDER);
  for (const [id, mdx] of originals) write(join(FOLDER, `content/${id}.mdx`), numbered(mdx, 0));
  for (let n = chapters.size; n < size; n++) {
    const [[id, mdx], copy] = [originals[n % originals.length]!, Math.floor(n / originals.length)];
    let text = numbered(mdx, copy).replace(/\nwas: .*/, ''); // an old address has one chapter
    for (const { chapter, props } of showing('program')) {
      if (chapter !== id) continue;
      const program = props.of!.replace(/\.ts$/, '');
      const code = readFileSync(`code/${program}.ts`, 'utf8');
      write(join(FOLDER, `code/${program}-${n}.ts`), `// copy ${n}\n${code}`);
      cpSync(`code/${program}.out`, join(FOLDER, `code/${program}-${n}.out`));
      const [stage, , name] = program.split('/');
      for (const file of globSync(`content/{traces,orders}/${stage}/${name}.*`))
        cpSync(file, join(FOLDER, file.replace(/(?=\.\w+$)/, `-${n}`)));
      text = text.replaceAll(` of="${program}.ts"`, ` of="${program}-${n}.ts"`);
    }
    write(join(FOLDER, `content/${id}-${copy}.mdx`), text);
    const questions = `content/questions/${id}.md`;
    if (existsSync(questions)) {
      const asked = readFileSync(questions, 'utf8').replace(/^## .*/gm, `$& ${copy}`);
      write(join(FOLDER, `content/questions/${id}-${copy}.md`), asked);
    }
  }
}

interface Cost {
  seconds: number;
  cpu: number;
  memory: number;
}

function build(): Cost {
  const usage = join(FOLDER, 'usage.json');
  const began = performance.now();
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [
      '--max-old-space-size=8192',
      '--import',
      resolve('tests/bench/usage.mjs'),
      resolve('node_modules/astro/bin/astro.mjs'),
      'build',
    ],
    {
      cwd: FOLDER,
      encoding: 'utf8',
      maxBuffer: 1e9,
      env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1', USAGE: usage },
    },
  );
  if (status !== 0) throw new Error(`the build failed: ${stderr || stdout.slice(-2000)}`);
  return {
    seconds: (performance.now() - began) / 1000,
    ...(JSON.parse(readFileSync(usage, 'utf8')) as { cpu: number; memory: number }),
  };
}

/** Of the chapters' pages, as they are and as `gzip` sends them. */
function bytes(): { raw: number; zipped: number } {
  const pages = globSync(`${FOLDER}/dist/**/index.html`).filter(
    (file) => !/\/dist\/(code|lab|fork|glossary|runner|map-to-asyncio|index\.html)/.test(file),
  );
  const all = pages.map((file) => readFileSync(file));
  const mean = (sizes: number[]): number => sizes.reduce((a, b) => a + b, 0) / sizes.length;
  return {
    raw: mean(all.map(({ length }) => length)),
    zipped: mean(all.map((page) => gzipSync(page).length)),
  };
}

console.log(`${cpus()[0]!.model}, ${cpus().length} cores, Node ${process.version}\n`);
console.log(
  '| chapters | | time, s | processor, s | memory, MB | processor a chapter, ms | HTML a chapter, kB | gzip, kB |\n| --: | --- | --: | --: | --: | --: | --: | --: |',
);
const costs = new Map<string, { size: number; cpu: number }[]>([['cold', []], ['warm', []]]); // prettier-ignore
for (const size of [chapters.size, ...SIZES]) {
  makeBook(size);
  for (const [how, all] of costs) {
    const { seconds, cpu, memory } = build();
    const { raw, zipped } = bytes();
    all.push({ size, cpu });
    console.log(
      `| ${size} | ${how} | ${seconds.toFixed(1)} | ${cpu.toFixed(1)} | ${memory.toFixed(0)} | ${((cpu / size) * 1000).toFixed(0)} | ${(raw / 1000).toFixed(0)} | ${(zipped / 1000).toFixed(1)} |`,
    );
  }
}
rmSync(FOLDER, { recursive: true, force: true });
console.log('');
let isStraight = true;
for (const [how, all] of costs) {
  const [first, last] = [all[0]!, all.at(-1)!];
  const ratio = last.cpu / last.size / (first.cpu / first.size);
  if (ratio > 1.2) isStraight = false;
  console.log(
    `${how}: a chapter of ${last.size} costs ${ratio.toFixed(2)} times one of ${first.size} (wanted: at most 1.2)`,
  );
  for (const [at, { size, cpu }] of all.entries()) {
    const before = all[at - 1];
    if (before)
      console.log(
        `  from ${before.size} to ${size}, each one more: ${(((cpu - before.cpu) / (size - before.size)) * 1000).toFixed(0)} ms`,
      );
  }
}
process.exit(isStraight ? 0 : 1);
