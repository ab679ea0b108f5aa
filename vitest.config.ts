import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { rawText } from './src/plain-text.ts';
import { scriptText } from './src/runner/script-text.ts';
import { Watchdog } from './tests/watchdog.ts';

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

/** What waits most begins first, and what fills the gaps comes last. */
const ORDER = ['fork', 'site', 'webcontainer', 'book', 'contract', 'steps', 'code', 'solutions'];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project }: TestSpecification): number => ORDER.indexOf(project.name);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/**
 * A browser that others keep waiting gets a second try. vitest names what took it ("retry x1"): a name
 * that comes up again is a fault to be found.
 */
const IN_A_BROWSER = { ...PATIENT, retry: 1 };

export default defineConfig({
  test: {
    reporters: [
      'default',
      ...(process.env.GITHUB_ACTIONS ? ['github-actions'] : []),
      new Watchdog(1.5 * PATIENT.testTimeout),
    ],
    sequence: { sequencer: LongestFirst },
    // one more than there are cores: some test always waits for its browser
    maxWorkers: availableParallelism() + 1,
    projects: [
      { test: { name: 'code', include: ['code/*/tests/**/*.test.ts'], ...PATIENT } },
      {
        plugins: [solutions],
        test: {
          name: 'solutions',
          include: ['code/*/exercises/*/check.test.ts', 'tests/solutions/*.test.ts'],
          ...PATIENT,
        },
      },
      {
        plugins: [rawText(), scriptText()],
        test: {
          name: 'book',
          include: [
            'tests/*.test.ts',
            'tests/{book,conformance,door,faults,orders,properties,runner,timeline,world}/*.test.ts',
          ],
          ...PATIENT,
        },
      },
      { test: { name: 'steps', include: ['tests/steps/*.test.ts'], ...PATIENT } },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/*.test.ts'],
          globalSetup: 'tests/contract/serve.ts',
          ...IN_A_BROWSER,
        },
      },
      {
        test: {
          name: 'webcontainer',
          include: [
            'tests/contract/{stages,errors,modules,module-order,namespaces,import-calls,test-api,limits,node-face,printing,threads,trace,trace-gatherings,trace-sockets,trace-world,unseen-probe}.test.ts',
            'tests/webcontainer/*.test.ts',
          ],
          env: { ENGINE: 'webcontainer' },
          globalSetup: 'tests/contract/serve.ts',
          ...IN_A_BROWSER,
        },
      },
      {
        test: {
          name: 'site',
          include: ['tests/site/*.test.ts'],
          globalSetup: 'tests/site/serve.ts',
          ...IN_A_BROWSER,
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
