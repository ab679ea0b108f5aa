// `npm run mutation`: breaks the finished code of the stages in every small way, and counts how
// often the tests notice. Left out: drafts (they are broken on purpose), and thread.ts, whose
// functions travel to other threads as text, where what Stryker writes into them means nothing.
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'tests/mutation/vitest.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: ['code/*/src/**/*.ts', '!code/*/src/{index,threads/thread,drafts/**/*}.ts'],
  coverageAnalysis: 'perTest',
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: '.cache/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: '.cache/stryker',
  ignorePatterns: ['/dist', '/.astro', '/.cache', '/content', '/src', '/public'],
  timeoutMS: 8000, // on a busy machine, too, only what hangs takes so long
  ignoreStatic: true, // each of these would take all tests, for what runs once at loading
  concurrency: 2,
  thresholds: { high: 95, low: 90, break: 90 },
};
