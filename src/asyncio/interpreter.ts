// Runs a scenario's program on a library, and writes down what happens. SPEC.md says what each word of
// the language means. Coroutines of the program are generators, so what evaluates is one, too: it
// yields what the library's tasks are to be given.
import type { Calls } from './calls.ts';
import type { Body, Call, Op, Program } from './scenario.ts';

/** An error that the program throws. */
class ProgramError extends Error {
  readonly kind: string;
  readonly said: string;
  constructor(kind: string, said: string) {
    super(`${kind}(${said})`);
    this.kind = kind;
    this.said = said;
  }
}

/** A body is left by it. */
class Return {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

type Frame = Record<string, unknown>;
type Evaluation = Generator<unknown, unknown, unknown>;
type Work = (this: World, given: readonly Op[], frame: Frame) => Evaluation;

/** Which argument of these is the name of a callback. */
const TAKES_CALLBACK: Readonly<Record<string, number>> = {
  call_soon: 0,
  call_soon_threadsafe: 0,
  call_later: 1,
  add_done_callback: 1,
  remove_done_callback: 1,
  on_exception: 0,
};
/** What these give runs here, in the coroutine. */
const WAITS = new Set('await pause yield_raw acquire event_wait queue_put queue_get'.split(' '));
const camelCase = (name: string): string =>
  name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** @param tell Told what happens, in order. */
export function play(calls: Calls, program: Program, tell: (event: string) => void): void {
  new World(calls, program, tell).play();
}

class World {
  readonly #globals: Frame = Object.create(null);
  /** One function for each name, so that it can be removed again. */
  readonly #callbacks = new Map<string, (...given: unknown[]) => unknown>();
  /** Things that aren't held could be collected, and told of. */
  readonly #kept: unknown[] = [];
  #isOver = false;
  readonly #calls: Calls;
  readonly #program: Program;
  readonly #listener: (event: string) => void;
  readonly #loop: unknown;

  constructor(calls: Calls, program: Program, listener: (event: string) => void) {
    this.#calls = calls;
    this.#program = program;
    this.#listener = listener;
    try {
      this.#loop = calls.newLoop();
    } catch {
      this.#loop = undefined; // what needs it will say so
    }
  }

  play(): void {
    try {
      this.#atOnce(this.#body(this.#program.main, this.#globals));
    } catch (error) {
      this.#tell(`main!${this.#errorText(error)}`);
    }
    this.#isOver = true;
  }

  #tell(event: string): void {
    if (!this.#isOver) this.#listener(event);
  }

  #text(value: unknown): string {
    if (value === null || value === undefined) return 'null';
    if (Array.isArray(value)) return `[${value.map((each) => this.#text(each)).join(', ')}]`;
    if (value instanceof Error) return this.#errorText(value);
    return typeof value === 'object' || typeof value === 'function' ? '<object>' : String(value);
  }

  #errorText(error: unknown): string {
    if (error instanceof AggregateError) return `Group${this.#text(error.errors)}`;
    return error instanceof ProgramError ? error.message : this.#calls.errorName(error);
  }

  #lookUp(name: string, frame: Frame): unknown {
    return name in frame ? frame[name] : this.#globals[name];
  }

  #filled(text: Op | undefined, frame: Frame): string {
    return String(text ?? '').replace(/\{\$(\w+)\}/g, (_, name: string) =>
      this.#text(this.#lookUp(name, frame)),
    );
  }

  #frame({ params }: Body, given: readonly unknown[]): Frame {
    const frame: Frame = Object.create(null);
    for (const [at, value] of given.entries()) frame[at] = frame[params[at] ?? at] = value;
    return frame;
  }

  #callback(name: string): (...given: unknown[]) => unknown {
    let callback = this.#callbacks.get(name);
    if (!callback) {
      const body = this.#program.cbs[name]!;
      callback = (...given) => this.#atOnce(this.#body(body.body, this.#frame(body, given)));
      this.#callbacks.set(name, callback);
    }
    return callback;
  }

  #coroutine(name: string, given: readonly unknown[]): Evaluation {
    const body = this.#program.cos[name]!;
    const coroutine = this.#body(body.body, this.#frame(body, given));
    this.#kept.push(coroutine);
    return coroutine;
  }

  *#body(ops: readonly Call[], frame: Frame): Evaluation {
    try {
      yield* this.#block(ops, frame);
    } catch (error) {
      if (error instanceof Return) return error.value;
      throw error;
    }
    return null;
  }

  *#block(ops: readonly Op[], frame: Frame): Evaluation {
    let value: unknown = null;
    for (const op of ops) value = yield* this.#value(op, frame);
    return value;
  }

  *#values(ops: readonly Op[], frame: Frame): Generator<unknown, unknown[], unknown> {
    const values: unknown[] = [];
    for (const op of ops) values.push(yield* this.#value(op, frame));
    return values;
  }

  #atOnce(evaluation: Evaluation): unknown {
    const { done, value } = evaluation.next();
    if (!done) throw new Error('a scenario waits outside of a coroutine');
    return value;
  }

  #isOf(error: unknown, kind: Op | undefined): boolean {
    if (error instanceof Return) return false;
    if (kind === '*') return true;
    if (error instanceof ProgramError) return kind === 'error' || kind === error.kind;
    const name = this.#errorText(error);
    return kind === 'error' ? name !== 'CancelledError' : kind === name;
  }

  *#value(op: Op, frame: Frame): Evaluation {
    if (typeof op === 'string' && op.length > 1 && op.startsWith('$'))
      return this.#lookUp(op.slice(1), frame);
    if (!isCall(op)) return op;
    const [name, ...given] = op;
    const work = World.#words[name];
    if (work) return yield* work.call(this, given, frame);
    const values = yield* this.#values(given, frame);
    const at = TAKES_CALLBACK[name];
    if (at !== undefined && typeof values[at] === 'string') values[at] = this.#callback(values[at]);
    let result = this.#calls[camelCase(name)]!(this.#loop, ...values);
    if (WAITS.has(name)) result = yield* result as Evaluation;
    if (typeof result === 'object') this.#kept.push(result);
    return result ?? null;
  }

  #state(future: unknown): string {
    const { done, cancelled, exception, result } = this.#calls as Record<string, Calls[string]>;
    if (!done!(this.#loop, future)) return 'pending';
    if (cancelled!(this.#loop, future)) return 'cancelled';
    const error = exception!(this.#loop, future) ?? null;
    return error === null
      ? `finished:${this.#text(result!(this.#loop, future))}`
      : `failed:${this.#errorText(error)}`;
  }

  /** What is no call of the library. */
  static readonly #words: Readonly<Record<string, Work>> = {
    *log([text], frame) {
      this.#tell(this.#filled(text, frame));
      return null;
    },
    *show([label, op], frame) {
      let value: unknown;
      try {
        value = yield* this.#value(op!, frame);
      } catch (error) {
        if (error instanceof Return) throw error;
        this.#tell(`${this.#filled(label, frame)}!${this.#errorText(error)}`);
        return null;
      }
      this.#tell(`${this.#filled(label, frame)}=${this.#text(value)}`);
      return value;
    },
    *let([name, op], frame) {
      return (frame[name as string] = yield* this.#value(op!, frame));
    },
    *set([name, op], frame) {
      return (this.#globals[name as string] = yield* this.#value(op!, frame));
    },
    *return([op], frame) {
      throw new Return(op === undefined ? null : yield* this.#value(op, frame));
    },
    *raise([kind, said], frame) {
      throw new ProgramError(kind as string, this.#filled(said, frame));
    },
    *rethrow([op], frame) {
      throw yield* this.#value(op!, frame);
    },
    *raise_cancelled() {
      throw this.#calls.cancelledError();
    },
    *error([kind, said], frame) {
      return new ProgramError(kind as string, this.#filled(said, frame));
    },
    do(given, frame) {
      return this.#block(given, frame);
    },
    *try([body, kind, handler, last], frame) {
      try {
        try {
          return yield* this.#value(body!, frame);
        } catch (error) {
          if (!this.#isOf(error, kind)) throw error;
          frame.err = error;
          return yield* this.#value(handler!, frame);
        }
      } finally {
        if (last !== undefined) yield* this.#value(last, frame);
      }
    },
    *finally([body, last], frame) {
      try {
        return yield* this.#value(body!, frame);
      } finally {
        yield* this.#value(last!, frame);
      }
    },
    *repeat([times, ...ops], frame) {
      const count = Number(yield* this.#value(times!, frame));
      for (let i = 0; i < count; i++) {
        frame.i = i;
        yield* this.#block(ops, frame);
      }
      return null;
    },
    *if([question, then, otherwise], frame) {
      if (yield* this.#value(question!, frame)) return yield* this.#value(then!, frame);
      return otherwise === undefined ? null : yield* this.#value(otherwise, frame);
    },
    list(given, frame) {
      return this.#values(given, frame);
    },
    *coro([name, ...given], frame) {
      return this.#coroutine(name as string, yield* this.#values(given, frame));
    },
    *task([name, ...given], frame) {
      const values = yield* this.#values(given, frame);
      const task = this.#calls.addTask(this.#loop, this.#coroutine(name as string, values));
      this.#kept.push(task);
      return task;
    },
    *task_of([op], frame) {
      const task = this.#calls.addTask(this.#loop, yield* this.#value(op!, frame));
      this.#kept.push(task);
      return task;
    },
    *outside([ms, ...ops], frame) {
      const work = (): unknown => this.#atOnce(this.#block(ops, frame));
      this.#calls.outside(this.#loop, yield* this.#value(ms!, frame), work);
      return null;
    },
    *with_timeout([ms, ...ops], frame) {
      const body = (): Evaluation => this.#block(ops, frame);
      return yield* this.#calls.withTimeout!(this.#loop, ms, body) as Evaluation;
    },
    *task_group([name, ...ops], frame) {
      const body = (group: unknown): Evaluation => {
        frame[name as string] = group;
        return this.#block(ops, frame);
      };
      return yield* this.#calls.taskGroup!(this.#loop, body) as Evaluation;
    },
    *group_task([group, name, ...given], frame) {
      const [into, ...values] = yield* this.#values([group!, ...given], frame);
      const coroutine = this.#coroutine(name as string, values);
      const task = this.#calls.groupTask!(this.#loop, into, coroutine);
      this.#kept.push(task);
      return task;
    },
    *state([op], frame) {
      return this.#state(yield* this.#value(op!, frame));
    },
    *same(given, frame) {
      const [a, b] = yield* this.#values(given, frame);
      return a === b;
    },
    *add(given, frame) {
      const [a, b] = (yield* this.#values(given, frame)) as [number, number];
      return a + b;
    },
    *lt(given, frame) {
      const [a, b] = (yield* this.#values(given, frame)) as [number, number];
      return a < b;
    },
    *eq(given, frame) {
      const [a, b] = yield* this.#values(given, frame);
      return a === b;
    },
  };
}

const isCall = (op: Op): op is Call => Array.isArray(op);
