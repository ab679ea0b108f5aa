// What holds for every program, tried on random ones.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  InvalidStateError,
  TaskLoop,
  type Future,
  type Handle,
  type Task,
} from '../../code/part-3-task-loop/src/index.ts';

// A program is a list of operations; numbers pick one of the things that exist when their turn
// comes.
const pick = fc.nat(1000);
type Operation =
  | { do: 'call'; then: Operation[] }
  | {
      do: 'cancelCall' | 'setResult' | 'setException' | 'cancelFuture' | 'callback' | 'cancelTask';
      which: number;
    }
  | { do: 'future' }
  | { do: 'task'; waitsFor: number[]; swallows: boolean }
  | { do: 'turn' };

const operation: fc.Arbitrary<Operation> = fc.letrec<{ operation: Operation }>((tie) => ({
  operation: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ do: fc.constant('future' as const) }),
    fc.record({ do: fc.constant('turn' as const) }),
    fc.record({
      do: fc.constantFrom(
        'cancelCall',
        'setResult',
        'setException',
        'cancelFuture',
        'callback',
        'cancelTask',
      ),
      which: pick,
    }) as fc.Arbitrary<Operation>,
    fc.record({
      do: fc.constant('task' as const),
      waitsFor: fc.array(pick, { maxLength: 4 }),
      swallows: fc.boolean(),
    }),
    fc.record({
      do: fc.constant('call' as const),
      then: fc.array(tie('operation'), { maxLength: 3 }),
    }),
  ),
})).operation;

interface Call {
  handle: Handle;
  runs: number;
  cancelledInTime: boolean;
}

/** Runs a program; keeps what is needed to judge it. */
class Run {
  readonly loop = new TaskLoop();
  readonly calls: Call[] = [];
  readonly order: number[] = [];
  readonly futures: Future<number>[] = [];
  readonly outcomes = new Map<Future<any>, string>();
  readonly callbacks: { future: Future<number>; times: number }[] = [];
  readonly tasks: { task: Task<string>; ended: number }[] = [];
  readonly errors: unknown[] = [];

  constructor() {
    this.loop.setExceptionHandler((_, { exception }) => this.errors.push(exception));
  }

  do(operations: Operation[]): void {
    for (const each of operations) this.step(each);
  }

  step(operation: Operation): void {
    const future =
      'which' in operation && this.futures.length
        ? this.futures[operation.which % this.futures.length]
        : undefined;
    switch (operation.do) {
      case 'call': {
        const index = this.calls.length;
        const call: Call = { handle: undefined as never, runs: 0, cancelledInTime: false };
        this.calls.push(call);
        call.handle = this.loop.callSoon(() => {
          call.runs++;
          this.order.push(index);
          this.do(operation.then);
        });
        return;
      }
      case 'cancelCall': {
        const call = this.calls[operation.which % Math.max(1, this.calls.length)];
        if (!call) return;
        call.cancelledInTime ||= call.runs === 0;
        return call.handle.cancel();
      }
      case 'future':
        return void this.futures.push(this.loop.createFuture());
      case 'setResult':
        return this.settle(future, (it) => it.setResult(operation.which));
      case 'setException':
        return this.settle(future, (it) => it.setException(new Error(`e${operation.which}`)));
      case 'cancelFuture':
        return void future?.cancel();
      case 'callback': {
        if (!future) return;
        const entry = { future, times: 0 };
        this.callbacks.push(entry);
        return future.addDoneCallback(() => entry.times++);
      }
      case 'task': {
        const run = this;
        const entry: { task: Task<string>; ended: number } = { task: undefined as never, ended: 0 };
        entry.task = this.loop.addTask(
          (function* () {
            try {
              for (const which of operation.waitsFor) {
                if (run.futures.length === 0) yield;
                else
                  try {
                    yield* run.futures[which % run.futures.length]!;
                  } catch (error) {
                    if (!operation.swallows) throw error;
                  }
              }
              return 'end';
            } finally {
              entry.ended++;
            }
          })(),
        );
        return void this.tasks.push(entry);
      }
      case 'cancelTask':
        return void this.tasks[operation.which % Math.max(1, this.tasks.length)]?.task.cancel();
      case 'turn': {
        if (this.loop.isRunning()) return;
        this.loop.stop();
        return this.loop.runForever();
      }
    }
  }

  settle(future: Future<number> | undefined, how: (future: Future<number>) => void): void {
    if (future?.done()) expect(() => how(future)).toThrow(InvalidStateError);
    else if (future) how(future);
  }

  /** Settles what is pending, and lets the loop work until nothing is left. */
  finish(): void {
    for (
      let round = 0;
      round < 100 && (this.loop.totalTasks() > 0 || this.futures.some((future) => !future.done()));
      round++
    ) {
      this.futures.forEach((future) => future.done() || future.setResult(0));
      this.loop.stop();
      this.loop.runForever();
      this.noteOutcomes();
    }
  }

  /** A done future never changes: fails if one did since it was last seen. */
  noteOutcomes(): void {
    for (const future of [...this.futures, ...this.tasks.map(({ task }) => task)]) {
      if (!future.done()) continue;
      const now = future.cancelled() ? 'cancelled' : String(future.exception() ?? future.result());
      const before = this.outcomes.get(future) ?? now;
      expect(now).toBe(before);
      this.outcomes.set(future, now);
    }
  }
}

const program = fc.array(operation, { maxLength: 40 });
const check = (judge: (run: Run) => void): void =>
  fc.assert(
    fc.property(program, (operations) => {
      const run = new Run();
      for (const each of operations) {
        run.step(each);
        run.noteOutcomes();
      }
      run.finish();
      judge(run);
    }),
    { numRuns: 500 },
  );

test('calls are made in the order in which they were asked for, each at most once, the cancelled ones not at all', () => {
  check(({ calls, order }) => {
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(calls.map(({ runs }) => runs)).toEqual(
      calls.map(({ cancelledInTime }) => (cancelledInTime ? 0 : 1)),
    );
  });
});

test('each done callback is called exactly once', () => {
  check(({ callbacks }) => expect(callbacks.filter(({ times }) => times !== 1)).toEqual([]));
});

test('no wake-up is lost: when every future is done, every task comes to its end, once', () => {
  check(({ tasks, loop }) => {
    expect(tasks.filter(({ task }) => !task.done())).toEqual([]);
    // a task that was cancelled before its first step never began, and so never ends
    expect(
      tasks.filter(({ ended, task }) => ended !== 1 && !(ended === 0 && task.cancelled())),
    ).toEqual([]);
    expect(loop.allTasks().size).toBe(0);
  });
});

test('a task ends as its coroutine did: with its value, with its error, or cancelled', () => {
  check(({ tasks }) => {
    for (const { task } of tasks) {
      if (task.cancelled()) expect(() => task.result()).toThrow(FutureCancelledError);
      else if (task.exception() === undefined) expect(task.result()).toBe('end');
      else expect((task.exception() as Error).message).toMatch(/^e\d+$/);
    }
  });
});

test('nothing of this is an error that only the exception handler hears of', () => {
  check(({ errors }) => expect(errors).toEqual([]));
});
