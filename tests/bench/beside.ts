// Three chapters here and in Astro Starlight with Expressive Code, which is what one would take
// instead: `npm run bench:beside`. Starlight is installed from the registry, into a folder of its
// own, and gets the chapters as the Markdown that this site gives out.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from '../browser.ts';
import { copyProject } from '../project.ts';
import { staticHost } from '../static-host.ts';

const CHAPTERS = [
  'part-1-generators/a-two-way-door',
  'part-2-futures/a-task-is-a-future',
  'part-3-task-loop/run-until-complete',
];
const STARLIGHT = {
  astro: '7.3.4',
  '@astrojs/starlight': '0.42.4',
  '@astrojs/markdown-remark': '7.3.0',
  sharp: '0.35.5',
};
const PASSES = 3;

const FOLDER = resolve('.cache/bench-beside');
const OURS = join(FOLDER, 'ours');
const THEIRS = join(FOLDER, 'starlight');
const ENV = { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' };
const write = (file: string, text: string): void => {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
};
function must(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = ENV): void {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env,
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr || stdout}`);
}

rmSync(FOLDER, { recursive: true, force: true });
copyProject(OURS);
for (const file of globSync('content/**/*.mdx')) {
  if (CHAPTERS.some((id) => file === `content/${id}.mdx`)) continue;
  writeFileSync(
    join(OURS, file),
    readFileSync(file, 'utf8').replace('---\n', '---\ndraft: true\n'),
  );
}

/**
 * Seconds of the processor and of the clock: the median of some builds, each without anything kept
 * from the one before.
 */
function build(cwd: string): { seconds: number; cpu: number } {
  const usage = join(FOLDER, 'usage.json');
  const runs = Array.from({ length: PASSES }, () => {
    for (const kept of ['.cache', '.astro', 'node_modules/.astro', 'dist'])
      if (!(kept.startsWith('node_modules') && cwd === OURS))
        rmSync(join(cwd, kept), { recursive: true, force: true });
    const began = performance.now();
    must(
      process.execPath,
      ['--import', resolve('tests/bench/usage.mjs'), 'node_modules/astro/bin/astro.mjs', 'build'],
      cwd,
      { ...ENV, USAGE: usage },
    );
    return {
      seconds: (performance.now() - began) / 1000,
      cpu: (JSON.parse(readFileSync(usage, 'utf8')) as { cpu: number }).cpu,
    };
  });
  return runs.sort((a, b) => a.cpu - b.cpu)[Math.floor(PASSES / 2)]!;
}

/**
 * What a page asks for before it is touched: requests, and what `gzip` sends for each kind, fonts
 * apart.
 */
async function visit(
  root: string,
): Promise<Record<'requests' | 'html' | 'css' | 'js' | 'all', number>> {
  const host = await staticHost(root);
  const browser = await launch();
  const sums = { requests: 0, html: 0, css: 0, js: 0, all: 0 };
  for (const id of CHAPTERS) {
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    const bodies: Promise<void>[] = [];
    page.on('response', (response) => {
      if (!response.url().startsWith('http')) return;
      sums.requests++;
      bodies.push(
        response.body().then((body) => {
          const type = response.headers()['content-type'] ?? '';
          if (type.startsWith('font/')) return;
          const size = gzipSync(body, { level: 9 }).length;
          sums.all += size;
          for (const [kind, mark] of [['html', 'text/html'], ['css', 'text/css'], ['js', 'text/javascript']] as const) if (type.startsWith(mark)) sums[kind] += size; // prettier-ignore
        }),
      );
    });
    await page.goto(`${host.origin}/${id}/`, { waitUntil: 'networkidle' });
    await Promise.all(bodies);
  }
  await browser.close();
  host.close();
  return Object.fromEntries(
    Object.entries(sums).map(([name, sum]) => [name, sum / CHAPTERS.length]),
  ) as typeof sums;
}

const ourBuild = build(OURS);

write(
  join(THEIRS, 'package.json'),
  JSON.stringify({ name: 'beside', private: true, type: 'module', dependencies: STARLIGHT }),
);
write(
  join(THEIRS, 'astro.config.mjs'),
  `import starlight from '@astrojs/starlight';\nimport { defineConfig } from 'astro/config';\nexport default defineConfig({ site: 'https://book.example', integrations: [starlight({ title: 'Tasque' })] });\n`,
);
write(
  join(THEIRS, 'src/content.config.ts'),
  `import { docsLoader } from '@astrojs/starlight/loaders';\nimport { docsSchema } from '@astrojs/starlight/schema';\nimport { defineCollection } from 'astro:content';\nexport const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n`,
);
for (const id of CHAPTERS) {
  const [first, , ...rest] = readFileSync(join(OURS, `dist/${id}.md`), 'utf8').split('\n');
  write(
    join(THEIRS, `src/content/docs/${id}.md`),
    `---\ntitle: ${JSON.stringify(first!.slice(2))}\n---\n${rest.join('\n')}`,
  );
}
must('npm', ['install', '--no-audit', '--no-fund'], THEIRS, { ...ENV, NODE_ENV: 'development' });
const theirBuild = build(THEIRS);

const [ours, theirs] = [await visit(join(OURS, 'dist')), await visit(join(THEIRS, 'dist'))];
const pagesIn = (root: string): number => globSync(`${root}/dist/**/*.html`).length;
const row = (what: string, a: number, b: number, digits = 0): string =>
  `| ${what} | ${a.toFixed(digits)} | ${b.toFixed(digits)} | ${(a / b).toFixed(2)} × |`;
console.log(
  `Three chapters, Starlight ${STARLIGHT['@astrojs/starlight']}; medians of ${PASSES} cold builds.\n\n| | Tasque | Starlight | ratio |\n| --- | --: | --: | --: |`,
);
console.log(row('pages in the build', pagesIn(OURS), pagesIn(THEIRS)));
console.log(row('build, s', ourBuild.seconds, theirBuild.seconds, 1));
console.log(row('build, s of the processor', ourBuild.cpu, theirBuild.cpu, 1));
console.log(
  row(
    'build, ms of the processor a page',
    (ourBuild.cpu / pagesIn(OURS)) * 1000,
    (theirBuild.cpu / pagesIn(THEIRS)) * 1000,
  ),
);
console.log(row('requests a chapter', ours.requests, theirs.requests, 1));
for (const kind of ['html', 'css', 'js', 'all'] as const)
  console.log(
    row(
      `${kind === 'all' ? 'all of it' : kind.toUpperCase()} a chapter, kB gzip`,
      ours[kind] / 1000,
      theirs[kind] / 1000,
      1,
    ),
  );
rmSync(FOLDER, { recursive: true, force: true });
