// A test whose thread sleeps for ever can't be ended by its own time limit, which is on that thread:
// the run would wait for it until somebody looks. This ends the run, and says where.
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

export class Watchdog implements Reporter {
  readonly #silenceMs: number;
  readonly #heardAt = new Map<TestModule, number>();
  #vitest!: Vitest;
  #timer: NodeJS.Timeout | undefined;

  /** @param silenceMs How long a file may go without a result, in milliseconds: longer than any test. */
  constructor(silenceMs: number) {
    this.#silenceMs = silenceMs;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunStart(): void {
    this.#timer = setInterval(() => this.#look(), Math.min(this.#silenceMs, 10_000));
  }

  onTestRunEnd(): void {
    clearInterval(this.#timer);
  }

  onTestModuleStart(module: TestModule): void {
    this.#heardAt.set(module, performance.now());
  }

  onTestCaseResult({ module }: TestCase): void {
    this.#heardAt.set(module, performance.now());
  }

  onTestModuleEnd(module: TestModule): void {
    this.#heardAt.delete(module);
  }

  #look(): void {
    const latest = performance.now() - this.#silenceMs;
    const silent = [...this.#heardAt].filter(([, at]) => at < latest).map(([module]) => module);
    if (silent.length === 0) return;
    clearInterval(this.#timer);
    const names = silent.map(({ relativeModuleId: file, project }) => `${project.name} ${file}`);
    console.error(
      `Nothing has come from ${names.join(', ')} for ${this.#silenceMs / 1000} seconds. Its thread may be asleep for ever, so the run ends here.`,
    );
    process.exitCode = 1;
    void this.#vitest.exit(true);
  }
}
