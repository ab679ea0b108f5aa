// Which way imports run: `npm run check` asks for it, docs/architecture.md says why.
// dependency-cruiser doesn't read .astro files; .oxlintrc.json holds those to the same.

/** What each folder of src/ may import from the others. What isn't here it must not know. */
const MAY_IMPORT = {
  asyncio: ['runner/contract'],
  orders: ['door', 'runner/contract', 'timeline/assigned'],
  faults: ['runner/contract'],
  author: [
    'book/(author-error|cut|front-matter|guesses|mdx|parts|question-file|sections|trace-file)',
    'plain-text',
  ],
  door: [],
  timeline: ['door'],
  fork: ['asyncio', 'book/(mdx|parts)', 'plain-text', 'steps', 'three-way'],
  store: ['book/url', 'door'],
  steps: ['plain-text', 'three-way'],
  editions: ['hosting'],
  offline: ['book/url', 'hosting'],
  hosting: ['offline', 'runner/script-text'],
  runner: ['door', 'hosting/(headers|policy)', 'timeline'],
  book: ['faults', 'fork', 'plain-text', 'steps', 'timeline'],
  components: [
    'asyncio',
    'book',
    'door',
    'faults',
    'fork',
    'offline',
    'orders',
    'runner',
    'steps',
    'store',
    'three-way',
    'timeline',
  ],
  figures: ['components/shapes'],
  layouts: ['book', 'components', 'door', 'hosting', 'styles'],
  styles: [],
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([folder, others]) => ({
      name: `${folder} knows ${others.join(', ') || 'nothing'}`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: `^src/(${[folder, ...others].join('|')})(/|\\.|$)` },
    })),
    {
      name: 'components know of engines what their contract says',
      comment: 'workbench/engines.ts alone loads them',
      severity: 'error',
      from: {
        path: '^src/components/',
        pathNot: '^src/components/workbench/(engines|loaders)\\.ts$',
      },
      to: { path: '^src/runner/(?!contract\\.ts)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the site knows no tests',
      severity: 'error',
      from: { path: '^(src|code)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'nothing knows an edition',
      comment: 'they are made of the finished site',
      severity: 'error',
      from: { path: '^src/(?!editions/)' },
      to: { path: '^src/editions/' },
    },
    {
      name: 'a stage is whole',
      comment: 'a reader takes its folder home, but for stage.ts, which speaks to the site',
      severity: 'error',
      from: { path: '^code/([^/]+)/', pathNot: '^code/[^/]+/stage\\.ts$' },
      to: { path: '^(src|code)/', pathNot: '^code/$1/' },
    },
    {
      name: 'a library knows no props',
      comment: 'they play a part in programs and exercises',
      severity: 'error',
      from: { path: '^code/[^/]+/(src|tests|steps)/' },
      to: { path: '^code/[^/]+/props/' },
    },
    {
      name: 'no circles',
      comment:
        'what is only a type is gone when it runs; a file that reads its own text is no circle',
      severity: 'error',
      from: { path: '(.+)' },
      to: { circular: true, pathNot: '^$1$', viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
};
