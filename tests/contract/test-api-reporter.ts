// For the vitest that test-api.test.ts compares with: writes how each file went, in the words that an
// engine uses. Its own JSON says nothing of suites.
import { writeFileSync } from 'node:fs';
import { inspect } from 'vitest/internal/browser';
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

/** Of one file. */
export interface Told {
  /** Each test, and each suite in which something went wrong outside of its tests. */
  results: { name: string; state: string; messages: string[] }[];
  /** What nobody caught. */
  strays: string[];
}

interface ErrorOf {
  name?: unknown;
  message?: unknown;
  diff?: string;
  cause?: ErrorOf;
  VITEST_TEST_PATH?: string;
}

export default class implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly ErrorOf[]): void {
    const told: Record<string, Told> = {};
    for (const module of modules)
      told[module.relativeModuleId] = {
        results: resultsOf(module, []),
        strays: unhandled
          .filter(({ VITEST_TEST_PATH }) => VITEST_TEST_PATH === module.moduleId)
          .map((error) => messageOf(error)),
      };
    writeFileSync('told.json', JSON.stringify(told));
  }
}

function resultsOf(of: TestModule | TestSuite | TestCase, path: string[]): Told['results'] {
  if (of.type === 'test') {
    const { state, errors = [] } = of.result(); // pending: one that is left out with its suite, though it says .only
    // of a try that failed, where another one passed, vitest prints nothing
    return [
      {
        name: path.join(' > '),
        state: state === 'pending' ? 'skipped' : state,
        messages: state === 'failed' ? words(errors) : [],
      },
    ];
  }
  const errors = of.errors();
  const name = path.join(' > ') || (of as TestModule).relativeModuleId;
  return [
    ...[...of.children].flatMap((child) => resultsOf(child, [...path, child.name])),
    ...(errors.length > 0 ? [{ name, state: 'failed', messages: words(errors) }] : []),
  ];
}

const words = (errors: readonly ErrorOf[]): string[] =>
  errors.map((error) => [messageOf(error), error.diff].filter(Boolean).map(plain).join('\n'));

const plain = (text = ''): string =>
  text.replace(/\u001b\[\d+m/g, '').replaceAll(`${process.cwd()}/`, '');

/** Without what this process has read out of its stack. */
const asThrown = (error: ErrorOf): object =>
  Object.fromEntries(Object.entries(error).filter(([key]) => key !== 'stacks'));

function messageOf(error: ErrorOf, depth = 0): string {
  const { name, message, cause } = error;
  const text = typeof message === 'string' ? message : inspect(asThrown(error));
  const kind =
    typeof name === 'string' && !['', 'Error', 'AssertionError'].includes(name) ? `${name}: ` : '';
  return (
    kind +
    text +
    (cause?.message && depth < 20 ? `\nCaused by: ${messageOf(cause, depth + 1)}` : '')
  );
}
