// `vitest` for the page: the real @vitest/runner, @vitest/expect and @vitest/spy, without the
// process, the files and the watching around them. A classic script like worker.ts: it leaves what
// it has in `$vitest`.
import {
  chai,
  customMatchers,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
  type ExpectStatic,
} from '@vitest/expect';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  it,
  onTestFailed,
  onTestFinished,
  startTests,
  suite,
  test,
  type File,
  type Test,
  type VitestRunner,
} from '@vitest/runner';
import {
  clearAllMocks,
  fn,
  isMockFunction,
  resetAllMocks,
  restoreAllMocks,
  spyOn,
} from '@vitest/spy';
import { expectTypeOf } from 'expect-type';
import type { TestError, TestResult } from '../contract.ts';
import { MOST } from '../bounds.ts';
import type { Stacks } from '../stacks.ts';

export interface TestBundle {
  exports: Record<string, unknown>;
  /**
   * Runs the tests of a file.
   * @param importFile Evaluates it.
   * @returns Whether all of them passed.
   */
  run(
    file: string,
    importFile: () => Promise<void>,
    stacks: Stacks,
    on: (result: TestResult) => void,
  ): Promise<boolean>;
}

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
const expect = Object.assign((value: unknown, message?: string) => {
  setState({ assertionCalls: getState(expect).assertionCalls + 1 }, expect);
  return chai.expect(value, message);
}, chai.expect) as unknown as ExpectStatic & { extend(matchers: object): void };
Object.assign(expect, {
  getState: () => getState(expect),
  setState: (state: object) => setState(state, expect),
  extend: (matchers: object) =>
    (chai.expect as unknown as { extend(expect: ExpectStatic, matchers: object): void }).extend(
      expect,
      matchers,
    ),
});
expect.extend(customMatchers);
Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: expect, configurable: true });
const NO_ASSERTIONS = {
  assertionCalls: 0,
  isExpectingAssertions: false,
  isExpectingAssertionsError: null,
  expectedAssertionsNumber: null,
  expectedAssertionsNumberErrorGen: null,
};
setState(NO_ASSERTIONS, expect);

const stubbed: [string, PropertyDescriptor | undefined][] = [];
const vi = {
  fn,
  spyOn,
  isMockFunction,
  clearAllMocks,
  resetAllMocks,
  restoreAllMocks,
  stubGlobal(name: string, value: unknown) {
    stubbed.push([name, Object.getOwnPropertyDescriptor(globalThis, name)]);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  },
  unstubAllGlobals() {
    for (const [name, before] of stubbed.splice(0).reverse())
      if (before) Object.defineProperty(globalThis, name, before);
      else delete (globalThis as Record<string, unknown>)[name];
  },
};

const bundle: TestBundle = {
  exports: {
    afterAll,
    afterEach,
    beforeAll,
    beforeEach,
    describe,
    expect,
    expectTypeOf,
    it,
    onTestFailed,
    onTestFinished,
    suite,
    test,
    vi,
  },
  async run(file, importFile, stacks, on) {
    const errorsOf = (task: Test | File): TestError[] =>
      (task.result?.errors ?? []).slice(0, MOST.errors).map(({ message, diff, stack }) => {
        const at = stacks.placeIn(stacks.clean(stack ?? ''));
        return {
          message: cut(message, MOST.text),
          ...(diff && { diff: cut(diff, MOST.text) }),
          ...(at && { at }),
        };
      });
    const runner: VitestRunner = {
      config: {
        root: '/',
        setupFiles: [],
        passWithNoTests: false,
        testNamePattern: undefined,
        allowOnly: true,
        maxConcurrency: 5,
        testTimeout: 10_000,
        hookTimeout: 10_000,
        retry: 0,
        includeTaskLocation: false,
        tags: [],
        tagsFilter: undefined,
        strictTags: false,
        chaiConfig: undefined,
        fakeTimers: undefined,
        experimental: {},
        sequence: {
          shuffle: false,
          concurrent: false,
          seed: 0,
          hooks: 'stack',
          setupFiles: 'list',
        },
      } as unknown as VitestRunner['config'],
      importFile,
      onBeforeTryTask: () => setState(NO_ASSERTIONS, expect),
      onAfterTryTask() {
        const {
          assertionCalls,
          expectedAssertionsNumber,
          expectedAssertionsNumberErrorGen,
          isExpectingAssertions,
          isExpectingAssertionsError,
        } = getState(expect);
        if (expectedAssertionsNumber !== null && assertionCalls !== expectedAssertionsNumber)
          throw expectedAssertionsNumberErrorGen!();
        if (isExpectingAssertions && assertionCalls === 0) throw isExpectingAssertionsError;
      },
    };
    const [result] = await startTests([file], runner);
    let passed = true;
    const report = (task: Test | File, path: string[], state: TestResult['state']): void => {
      passed &&= state !== 'failed';
      on({
        path: path.slice(-MOST.titles).map((title) => cut(title, MOST.title)),
        state,
        ms: task.result?.duration ?? 0,
        errors: errorsOf(task),
      });
    };
    const walk = (tasks: File['tasks'], path: string[]): void => {
      for (const task of tasks)
        if (task.type === 'suite') walk(task.tasks, [...path, task.name]);
        else
          report(
            task,
            [...path, task.name],
            task.result?.state === 'pass'
              ? 'passed'
              : task.mode === 'skip' || task.mode === 'todo'
                ? 'skipped'
                : 'failed',
          );
    };
    // it could not even be evaluated
    if (result!.result?.errors?.length) report(result!, [file], 'failed');
    walk(result!.tasks, []);
    return passed;
  },
};
/** What a test throws and is called may be of any length, and of any type. */
const cut = (text: unknown, most: number): string => {
  const whole = String(text);
  return whole.length > most ? `${whole.slice(0, most - 1)}…` : whole;
};
(globalThis as unknown as { $vitest: TestBundle }).$vitest = bundle;
