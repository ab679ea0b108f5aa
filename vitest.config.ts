import { defineConfig } from 'vitest/config';
import { scriptText } from './src/runner/script-text.ts';

/** In the judge of an exercise, the solution stands in for what the reader would write. */
const solutions = {
  name: 'tasque:solutions',
  enforce: 'pre' as const,
  resolveId: (id: string, importer?: string) => (id === './exercise.ts' && importer ? importer.replace(/[^/]+$/, 'solution.ts') : undefined),
};

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'code', include: ['code/*/tests/**/*.test.ts'] } },
      { plugins: [solutions], test: { name: 'solutions', include: ['code/*/exercises/*/check.test.ts'] } },
      {
        plugins: [scriptText()],
        test: { name: 'book', include: ['tests/*.test.ts', 'tests/{book,conformance,properties,runner,timeline}/*.test.ts'], testTimeout: 60_000 },
      },
      { test: { name: 'contract', include: ['tests/contract/*.test.ts'], globalSetup: 'tests/contract/serve.ts', testTimeout: 90_000, hookTimeout: 120_000 } },
      {
        test: {
          name: 'webcontainer',
          include: ['tests/contract/{stages,errors,modules,limits,threads,trace}.test.ts', 'tests/webcontainer/*.test.ts'],
          env: { ENGINE: 'webcontainer' },
          globalSetup: 'tests/contract/serve.ts',
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: 'site', include: ['tests/site/*.test.ts', 'tests/fork/*.test.ts'], globalSetup: 'tests/site/serve.ts', testTimeout: 60_000, hookTimeout: 120_000 } },
    ],
  },
});
