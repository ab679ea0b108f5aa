// What `npm run step` prints: the steps that are green, and of the first red test what, why and where.
import { basename, dirname, relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { keep, plain, STEPS, tell, titleOf } from './steps.ts';

type Failure = NonNullable<ReturnType<TestCase['result']>['errors']>[number];

const stepOf = ({ moduleId }: TestModule): string => basename(dirname(moduleId));

export default class Tell implements Reporter {
  #red: { step: string; name: string; failures: readonly Failure[] } | undefined;

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    if (state === 'failed')
      this.#red ??= { step: stepOf(test.module), name: test.name, failures: errors ?? [] };
  }

  onTestModuleEnd(module: TestModule): void {
    const step = stepOf(module);
    const [failure] = module.errors() as Failure[];
    if (failure) this.#red ??= { step, name: 'the tests can be loaded', failures: [failure] };
    if (!this.#red && module.state() === 'passed') {
      console.log(`✓ ${titleOf(step)}`);
      keep(Number(step.slice(0, 2)));
    }
  }

  onUserConsoleLog({ content }: { content: string }): void {
    process.stdout.write(content);
  }

  onTestRunEnd(_: readonly TestModule[], errors: readonly Failure[]): void {
    if (errors[0])
      this.#red ??= { step: STEPS[0]!, name: 'the tests can be run', failures: [errors[0]] };
    if (this.#red) {
      const { step, name, failures } = this.#red;
      return tell(step, `Red: ${name}\n${failures.map(why).join('\n')}`);
    }
    keep(STEPS.length); // those at the end that have no tests only make it faster
    console.log('\nAll steps are green.');
  }
}

function why({ name, message, diff, stacks = [] }: Failure): string {
  const places = stacks.map(({ file, line, column }) => ({
    file: relative('.', file),
    line,
    column,
  }));
  const yours = places.find(({ file }) => file.startsWith('src'));
  const tests = places.find(({ file }) => file.endsWith('step.test.ts'));
  return [
    `${name}: ${message}`,
    diff,
    ...[yours, tests].flatMap((at) => (at ? [`at ${at.file}:${at.line}:${at.column}`] : [])),
  ]
    .filter(Boolean)
    .join('\n')
    .replace(/^(?=.)/gm, '  ')
    .replace(/.+/gs, plain);
}
