// vitest itself as one script, without the process, the files and the watching around it: a classic
// script like worker.ts, which leaves what it has in `$vitest`.
import { mockObject } from '@vitest/mocker';
import {
  afterAll,
  afterEach,
  aroundAll,
  aroundEach,
  assert,
  assertType,
  beforeAll,
  beforeEach,
  chai,
  createExpect,
  describe,
  expect,
  expectTypeOf,
  inject,
  it,
  onTestFailed,
  onTestFinished,
  recordArtifact,
  should,
  suite,
  test,
  TestRunner,
  vi,
  vitest,
  type ParsedStack,
  type RunnerTask,
  type RunnerTestCase,
  type RunnerTestSuite,
  type SerializedConfig,
  type TestError as ErrorOfVitest,
  type WorkerGlobalState,
} from 'vitest';
import { inspect, setSafeTimers, SpyModule, startTests } from 'vitest/internal/browser';
import { MOST } from '../bounds.ts';
import type { TestError, TestResult } from '../contract.ts';
import type { Stacks } from '../stacks.ts';
import type { VITEST_EXPORTS } from './exports.ts';
import { noGlob, refuse } from './refused.ts';

export interface TestBundle {
  exports: Record<(typeof VITEST_EXPORTS)[number], unknown>;
  /**
   * Runs the tests of a file.
   * @param importFile Evaluates it.
   * @param on Told how each went, in the file's order, as soon as that is known: one that blocks for good
   *   takes no other's result along.
   * @param begins Told the path of each as it begins, and an empty one before the file is evaluated.
   * @returns Whether all of them passed.
   */
  run(
    file: string,
    importFile: () => Promise<void>,
    stacks: Stacks,
    on: (result: TestResult) => void,
    begins: (path: string[]) => void,
  ): Promise<boolean>;
  /** What `import.meta` has beside what Node's has. @param isTest In the file of the tests. */
  meta(isTest: boolean): PropertyDescriptorMap;
  /** What an error outside of the tests is told with: which test was running, if one was. */
  meanwhile(): string;
}

// What vitest has by default, but for its time limits: they are for a file that no server
// transforms first, on a machine that may be slow.
const config = {
  root: '/',
  allowOnly: true, // on a reader's own machine vitest lets it pass, too: only CI refuses it
  passWithNoTests: false,
  clearMocks: true,
  maxConcurrency: 5,
  testTimeout: 10_000,
  hookTimeout: 10_000,
  taskTitleValueFormatTruncate: 40,
  setupFiles: [],
  tags: [],
  benchmark: { enabled: false },
  expect: {},
  experimental: { importDurations: { limit: 0 } },
  fakeTimers: { loopLimit: 10_000, shouldClearNativeTimers: true },
  sequence: { shuffle: false, concurrent: false, seed: 0, hooks: 'stack', setupFiles: 'list' },
  snapshotOptions: {
    updateSnapshot: 'none', // nothing here could write it into the file
    snapshotEnvironment: {
      resolvePath: async (file: string) => `${file}.snap`,
      readSnapshotFile: async () => null,
    },
  },
} as unknown as SerializedConfig;

/** Of fixtures that are there for all of a worker's files. */
const cleanups: (() => unknown)[] = [];
/** What its workers have in their environment: also where a program has no `process`. */
const ENV: Record<string, string | undefined> = {
  PROD: '',
  MODE: 'test',
  SSR: '1',
  VITEST_WORKER_ID: '1',
  VITEST_POOL_ID: '1',
  NODE_ENV: 'test',
  VITEST: 'true',
  DEV: '1',
  VITEST_MODE: 'RUN',
  TEST: 'true',
  BASE_URL: '/',
};
const { env = ENV } =
  (globalThis as { process?: { env: Record<string, string | undefined> } }).process ?? {};
Object.assign(env, ENV);
/** `import.meta.env`: as vitest has it. */
const metaEnv = new Proxy(env, {
  get: (_, key) => (isFlag(key) ? Boolean(env[key]) : env[String(key)]),
  set(_, key, value) {
    env[String(key)] = isFlag(key) ? (value ? '1' : '') : value;
    return true;
  },
});
const isFlag = (key: unknown): key is string => key === 'DEV' || key === 'PROD' || key === 'SSR';
const state = {
  config,
  ctx: {},
  environment: { name: 'node' },
  durations: { fetch: 0 },
  providedContext: {},
  rpc: { async snapshotSaved() {} },
  onCleanup: (clean: () => unknown) => void cleanups.push(clean),
  metaEnv,
} as unknown as WorkerGlobalState;
Object.defineProperty(globalThis, '__vitest_worker__', { value: state, configurable: true });
setSafeTimers();

vi.mockObject = (value, options) =>
  mockObject(
    {
      type: options?.spy ? 'autospy' : 'automock',
      globalConstructors: { Object, Function, Array, Map, RegExp },
      createMockInstance: SpyModule.createMockInstance,
    },
    { value },
  ).value;
refuse();

/** The part of it that is not vitest's public interface. */
interface Snapshots {
  getSnapshotState(file: string): {
    _inferInlineSnapshotStack(stacks: ParsedStack[]): ParsedStack;
  };
}

class Runner extends TestRunner {
  readonly #importFile: () => Promise<void>;
  readonly #begins: (path: string[]) => void;
  readonly #isOver: (file: RunnerTestSuite) => void;

  constructor(
    importFile: () => Promise<void>,
    begins: (path: string[]) => void,
    isOver: (file: RunnerTestSuite) => void,
  ) {
    super(config);
    this.#importFile = importFile;
    this.#begins = begins;
    this.#isOver = isOver;
  }
  override trace = <T>(_name: string, attributes: object | (() => T), run?: () => T): T =>
    (run ?? (attributes as () => T))();
  override importFile(): Promise<void> {
    return this.#importFile();
  }
  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    if (test.mode === 'run' || test.mode === 'queued') this.#begins(pathOf(test));
    await super.onBeforeRunTask(test);
  }
  override onAfterRunTask(test: RunnerTestCase): void {
    super.onAfterRunTask(test);
    this.#isOver(test.file);
  }
  override async onBeforeRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onBeforeRunSuite(suite);
    if (suite.mode === 'skip' || !('filepath' in suite)) return;
    // By default it goes by the names of vitest's own functions, which are gone from this script.
    // It only wants to tell one place from another.
    const { snapshotClient } = this as unknown as { snapshotClient: Snapshots };
    const { filepath } = suite.file;
    let nowhere = 0;
    snapshotClient.getSnapshotState(filepath)._inferInlineSnapshotStack = (stacks) =>
      stacks.find(({ file }) => file.endsWith(`/${filepath}`)) ?? {
        method: '',
        file: '',
        line: ++nowhere,
        column: 1,
      };
  }
  /** Annotations and artifacts are for reporters, and there is none that shows them. */
  async onTestAnnotate<T>(_test: unknown, annotation: T): Promise<T> {
    return annotation;
  }
  async onTestArtifactRecord<T>(_test: unknown, artifact: T): Promise<T> {
    return artifact;
  }
}

const bundle: TestBundle = {
  exports: {
    afterAll,
    afterEach,
    aroundAll,
    aroundEach,
    assert,
    assertType,
    beforeAll,
    beforeEach,
    chai,
    createExpect,
    describe,
    expect,
    expectTypeOf,
    inject,
    it,
    onTestFailed,
    onTestFinished,
    recordArtifact,
    should,
    suite,
    test,
    vi,
    vitest,
  },
  async run(file, importFile, stacks, on, begins) {
    state.filepath = file;
    forbidExit(file);
    begins([]);
    let passed = true;
    const report = (task: RunnerTask, path: string[], state: TestResult['state']): void => {
      passed &&= state !== 'failed';
      on({
        path: fitting(path),
        state,
        ms: task.result?.duration ?? 0,
        // those of a try that failed are none, where another one passed
        errors: (state === 'failed' ? (task.result?.errors ?? []) : [])
          .slice(0, MOST.errors)
          .map((error) => told(error, stacks)),
      });
    };
    let tasks: Generator<[RunnerTask, string[]]> | undefined;
    let next: IteratorResult<[RunnerTask, string[]]>;
    const tell = (of: RunnerTask, isWanted: (task: RunnerTask) => boolean): void => {
      if (!tasks) next = (tasks = inOrder(of)).next();
      for (; !next.done && isWanted(next.value[0]); next = tasks.next()) {
        const [task, path] = next.value;
        if (task.type === 'test') report(task, path, STATES[task.result?.state ?? ''] ?? 'skipped');
        // what went wrong in it outside of its tests
        else if (task.result?.errors?.length) report(task, path.length ? path : [file], 'failed');
      }
    };
    const runner = new Runner(importFile, begins, (of) => tell(of, isFinished));
    const [result] = await startTests([file], runner);
    for (const clean of cleanups) await clean();
    tell(result!, () => true);
    return passed;
  },
  meta: (isTest) => ({
    env: { value: metaEnv, enumerable: true },
    glob: { value: noGlob, enumerable: true },
    main: { value: false, enumerable: true },
    ...(isTest && { vitest: { get: () => bundle.exports } }),
  }),
  meanwhile: () =>
    state.current?.type === 'test'
      ? `This came while the test "${cut(state.current.name, MOST.title)}" was running.\n`
      : '',
};

/** Tests, and after its own each suite, as they stand in the file. */
function* inOrder(task: RunnerTask, path: string[] = []): Generator<[RunnerTask, string[]]> {
  if (task.type !== 'test')
    for (const inner of task.tasks) yield* inOrder(inner, [...path, inner.name]);
  yield [task, path];
}

const isFinished = ({ mode, result }: RunnerTask): boolean =>
  (mode !== 'run' && mode !== 'queued') || /^(pass|fail|skip)$/.test(result?.state ?? '');

const fitting = (path: string[]): string[] =>
  path.slice(-MOST.titles).map((title) => cut(title, MOST.title));

function pathOf(test: RunnerTask): string[] {
  const path = [test.name];
  for (let { suite } = test; suite && !('filepath' in suite); { suite } = suite)
    path.unshift(suite.name);
  return fitting(path);
}

/** Whatever else it is in, it has not been run. */
const STATES: Record<string, TestResult['state']> = { pass: 'passed', fail: 'failed' };

/** What vitest does to it: a test that ends the process would take all the others along. */
function forbidExit(file: string): void {
  const { process } = globalThis as { process?: Pick<NodeJS.Process, 'exit' | 'exitCode'> };
  if (process?.exit)
    process.exit = (code = process.exitCode) => {
      throw new Error(`process.exit unexpectedly called with "${code ?? 0}" (test file: ${file})`);
    };
}

function told(error: ErrorOfVitest, stacks: Stacks): TestError {
  const { diff, stack } = error;
  const [at, ...through] = stacks.placesIn(stacks.clean(stack ?? ''));
  return {
    message: cut(plain(messageOf(error)), MOST.text),
    ...(diff && { diff: cut(plain(diff), MOST.text) }),
    ...(at && { at }),
    ...(through.length > 0 && { through: through.slice(0, MOST.files) }),
  };
}

/** @param depth An error can be its own cause. */
function messageOf(error: Partial<ErrorOfVitest>, depth = 0): string {
  const { name, message, expected, actual, cause } = error;
  let text = typeof message === 'string' ? message : inspect(error); // whatever was thrown
  if (/^Snapshot `.*` mismatched$/.test(text) && expected === undefined)
    text = `There’s no snapshot yet, and we don’t write into files here. This is what came:\n${actual}`;
  // most are errors of assertions, and say so themselves
  if (typeof name === 'string' && !['', 'Error', 'AssertionError'].includes(name))
    text = `${name}: ${text}`;
  return cause?.message && depth < MOST.errors
    ? `${text}\nCaused by: ${messageOf(cause, depth + 1)}`
    : text;
}

/** Without colours: it is no terminal that shows it. */
const plain = (text: string): string => text.replace(/\u001b\[\d+m/g, '');

/** What a test throws and is called may be of any length, and of any type. */
const cut = (text: unknown, most: number): string => {
  const whole = String(text);
  return whole.length > most ? `${whole.slice(0, most - 1)}…` : whole;
};
(globalThis as unknown as { $vitest: TestBundle }).$vitest = bundle;
