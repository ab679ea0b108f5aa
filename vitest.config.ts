import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { rawText } from './src/plain-text.ts';
import { scriptText } from './src/runner/script-text.ts';

/** In the judge of an exercise, the solution stands in for what the reader would write. */
const solutions = {
  name: 'tasque:solutions',
  enforce: 'pre' as const,
  resolveId: (id: string, importer?: string) =>
    id === './exercise.ts' && importer ? importer.replace(/[^/]+$/, 'solution.ts') : undefined,
};

/** Limits that only a hang reaches, on a busy machine too. */
const PATIENT = {
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 120_000 } },
};

export default defineConfig({
  test: {
    // most of them wait for a browser, most of the time
    maxWorkers: 2 * availableParallelism(),
    projects: [
      { test: { name: 'code', include: ['code/*/tests/**/*.test.ts'], ...PATIENT } },
      {
        plugins: [solutions],
        test: { name: 'solutions', include: ['code/*/exercises/*/check.test.ts'], ...PATIENT },
      },
      {
        plugins: [rawText(), scriptText()],
        test: {
          name: 'book',
          include: [
            'tests/*.test.ts',
            'tests/{book,conformance,door,properties,runner,timeline}/*.test.ts',
          ],
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/*.test.ts'],
          globalSetup: 'tests/contract/serve.ts',
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'webcontainer',
          include: [
            'tests/contract/{stages,errors,modules,limits,threads,trace}.test.ts',
            'tests/webcontainer/*.test.ts',
          ],
          env: { ENGINE: 'webcontainer' },
          globalSetup: 'tests/contract/serve.ts',
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'site',
          include: ['tests/site/*.test.ts'],
          globalSetup: 'tests/site/serve.ts',
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'fork',
          include: ['tests/fork/*.test.ts'],
          globalSetup: 'tests/site/serve.ts',
          ...PATIENT,
        },
      },
    ],
  },
});
