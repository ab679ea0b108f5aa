// A scenario as a short program in the library's own names, to be read. `x=1` in a trace is what the
// program prints, `x!E1` that an error came instead of a value.
import type { Body, Call, Op, Scenario } from './scenario.ts';

const isCall = (op: Op | undefined): op is Call => Array.isArray(op);
const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

/** Names of a scenario that mean something else in JavaScript. */
const variable = (name: string): string =>
  ({ err: 'error', done: 'isDone', in: 'into', new: 'fresh' })[name] ??
  (/^\d/.test(name) ? `given${name}` : name);

/** `a{$x}`, between its backticks or, without a variable, its quotes. */
function template(text: string, rest = ''): string {
  const filled = text
    .replace(/[`\\]/g, '\\$&')
    .replace(/\{\$(\w+)\}/g, (_, name: string) => `\${${variable(name)}}`);
  return filled.includes('${') || rest
    ? `\`${filled}${rest}\``
    : `'${filled.replace(/'/g, "\\'")}'`;
}

type Write = (...given: string[]) => string;
const method =
  (name: string): Write =>
  (object, ...given) =>
    `${object}.${name}(${given.join(', ')})`;
const ofLoop =
  (name: string): Write =>
  (...given) =>
    `loop.${name}(${given.join(', ')})`;

const ofLibrary =
  (name: string): Write =>
  (...given) =>
    `${name}(${given.join(', ')})`;

/** Calls of the library; what they are given is written already. */
const CALLS: Readonly<Record<string, Write>> = {
  call_soon: ofLoop('callSoon'),
  call_soon_threadsafe: ofLoop('callSoon'),
  call_soon_raw: ofLoop('callSoon'),
  stop: ofLoop('stop'),
  run_forever: ofLoop('runForever'),
  run_until_complete: ofLoop('runUntilComplete'),
  tick: () => 'takeOneTurn(loop)',
  is_running: ofLoop('isRunning'),
  close: ofLoop('close'),
  is_closed: ofLoop('isClosed'),
  ready_count: ofLoop('totalTasks'),
  set_debug: () => 'undefined',
  on_exception: (callback) =>
    callback === 'null'
      ? 'loop.setExceptionHandler(null)'
      : `loop.setExceptionHandler((_, { exception, message }) => ${callback}(exception, message))`,
  handle_cancel: method('cancel'),
  handle_cancelled: method('cancelled'),
  future: ofLoop('createFuture'),
  future_on: method('createFuture'),
  new_loop: () => 'new TaskLoop()',
  set_result: method('setResult'),
  set_exception: method('setException'),
  result: method('result'),
  exception: method('exception'),
  cancel: method('cancel'),
  done: method('done'),
  cancelled: method('cancelled'),
  add_done_callback: method('addDoneCallback'),
  remove_done_callback: method('removeDoneCallback'),
  state: (future) => `stateOf(${future})`,
  task_of: ofLoop('addTask'),
  ensure_future: (work) => `transformFuture(${work}, loop)`,
  current_task: ofLoop('currentTask'),
  all_tasks_count: () => '[...loop.allTasks()].length',
  cancelling: method('cancelling'),
  uncancel: method('uncancel'),
  cancel_msg: (error) => `${error}.message`,
  await: (work) => `yield* ${work}`,
  pause: () => 'yield',
  yield_raw: (value) => `yield ${value}`,
  call_later: ofLoop('callLater'),
  time: ofLoop('time'),
  set_name: method('setName'),
  get_name: method('getName'),
  sleep: ofLibrary('sleep'),
  gather: (works, returnExceptions) =>
    returnExceptions === undefined
      ? `gather(${works})`
      : `gather(${works}, { returnExceptions: ${returnExceptions} })`,
  wait: (futures, returnWhen, timeoutMs) => {
    const options = Object.entries({ returnWhen, timeoutMs }).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}: ${value}`],
    );
    return `wait(${[futures, ...(options.length > 0 ? [`{ ${options.join(', ')} }`] : [])].join(', ')})`;
  },
  wait_for: ofLibrary('waitFor'),
  shield: ofLibrary('shield'),
  event: () => 'new Event()',
  event_set: method('set'),
  event_clear: method('clear'),
  event_is_set: method('isSet'),
  event_wait: (event) => `yield* ${event}.wait()`,
  lock: () => 'new Lock()',
  semaphore: (places) => `new Semaphore(${places})`,
  acquire: (lock) => `yield* ${lock}.acquire()`,
  release: method('release'),
  locked: method('locked'),
  queue: (most = '') => `new Queue(${most})`,
  queue_put: (queue, item) => `yield* ${queue}.put(${item})`,
  queue_get: (queue) => `yield* ${queue}.get()`,
  queue_put_nowait: method('putNowait'),
  queue_get_nowait: method('getNowait'),
  queue_size: method('qsize'),
  list: (...items) => `[${items.join(', ')}]`,
  same: (a, b) => `${a} === ${b}`,
  add: (a, b) => `${a} + ${b}`,
  lt: (a, b) => `${a} < ${b}`,
  eq: (a, b) => `${a} === ${b}`,
  start_running: method('setRunningOrNotifyCancel'),
  running: method('running'),
  wait_all: (...given) => `waitAll(${given.join(', ')})`,
};

/** Which argument of these names a callback, or anything else that is no text. */
const NAMES: Readonly<Record<string, number>> = {
  call_soon: 0,
  call_soon_threadsafe: 0,
  call_later: 1,
  on_exception: 0,
  add_done_callback: 1,
  remove_done_callback: 1,
};

class Writer {
  /** What is set from anywhere is declared once, above all. */
  readonly shared = new Set<string>();
  readonly #isBlocking: boolean;
  #declared = new Set<string>();

  constructor(isBlocking: boolean) {
    this.#isBlocking = isBlocking;
  }

  function(name: string, { params, body }: Body, isCoroutine: boolean): string {
    this.#declared = new Set();
    const text = this.statements(body);
    const star = isCoroutine ? '*' : '';
    return `function${star} ${name}(${params.map(variable).join(', ')}) {\n${indented(text)}}\n`;
  }

  main(ops: readonly Call[]): string {
    this.#declared = new Set();
    return this.statements(ops);
  }

  statements(ops: readonly Op[]): string {
    return ops.map((op) => `${this.#statement(op)}\n`).join('');
  }

  #block(op: Op | undefined): string {
    const ops = op === undefined ? [] : isCall(op) && op[0] === 'do' ? op.slice(1) : [op];
    const outside = this.#declared;
    this.#declared = new Set(outside);
    const text = `{\n${indented(this.statements(ops))}}`;
    this.#declared = outside;
    return text;
  }

  #statement(op: Op): string {
    if (!isCall(op)) return `${this.#value(op)};`;
    const [word, a, b, c, d] = op;
    switch (word) {
      case 'log':
        return `console.log(${template(a as string)});`;
      case 'show':
        return `console.log(${template(a as string, `=\${${this.#value(b)}}`)});`;
      case 'let': {
        const name = variable(a as string);
        const isNew = !this.#declared.has(name) && !this.shared.has(name);
        this.#declared.add(name);
        return `${isNew ? 'let ' : ''}${name} = ${this.#value(b)};`;
      }
      case 'set': {
        const name = variable(a as string);
        if (!this.#declared.has(name)) this.shared.add(name);
        return `${name} = ${this.#value(b)};`;
      }
      case 'return':
        return a === undefined ? 'return;' : `return ${this.#value(a)};`;
      case 'raise':
        return `throw ${this.#error(a, b)};`;
      case 'rethrow':
        return `throw ${this.#value(a)};`;
      case 'raise_cancelled':
        return 'throw new FutureCancelledError();';
      case 'do':
        return this.#block(op);
      case 'try': {
        const check = b === '*' ? '' : `  if (!isOf(error, '${b}')) throw error;\n`;
        const handler = this.#block(c).replace('{\n', `{\n${check}`);
        const last = d === undefined ? '' : ` finally ${this.#block(d)}`;
        return `try ${this.#block(a)} catch (error) ${handler}${last}`;
      }
      case 'finally':
        return `try ${this.#block(a)} finally ${this.#block(b)}`;
      case 'repeat':
        return `for (let i = 0; i < ${this.#value(a)}; i++) ${this.#block(['do', ...op.slice(2)])}`;
      case 'if':
        return `if (${this.#value(a)}) ${this.#block(b)}${c === undefined ? '' : ` else ${this.#block(c)}`}`;
      default:
        return `${this.#value(op)};`;
    }
  }

  #value(op: Op | undefined): string {
    if (op === undefined || op === null) return 'null';
    if (typeof op === 'string')
      return op.length > 1 && op.startsWith('$') ? variable(op.slice(1)) : template(op);
    if (!isCall(op)) return String(op);
    const [word, ...given] = op;
    const values = (): string[] =>
      given.map((each) => this.#value(each).replace(/^yield.*/, '($&)'));
    switch (word) {
      case 'error':
        return this.#error(given[0], given[1]);
      case 'coro':
        return `${given[0]}(${values().slice(1).join(', ')})`;
      case 'task':
        return `loop.addTask(${given[0]}(${values().slice(1).join(', ')}))`;
      case 'outside':
        return `fromAThread(${given[0]}, () => ${this.#block(['do', ...given.slice(1)])})`;
      case 'with_timeout':
        return this.#within(`timeout(${this.#value(given[0])})`, '', given.slice(1));
      case 'task_group':
        return this.#within('new TaskGroup()', variable(given[0] as string), given.slice(1));
      case 'group_task': {
        const [group, , ...all] = values();
        return `${group}.addTask(${given[1]}(${all.join(', ')}))`;
      }
      case 'future':
        return this.#isBlocking ? 'new Future()' : 'loop.createFuture()';
    }
    const written = values();
    const name = given[NAMES[word] ?? -1];
    if (typeof name === 'string' && !name.startsWith('$')) written[NAMES[word]!] = name;
    const write = CALLS[word] ?? ((...all) => `${word}(${all.join(', ')})`);
    return write(...written);
  }

  #within(scope: string, given: string, ops: readonly Op[]): string {
    const last = ops.at(-1)!;
    const isResult = !isCall(last) || last[0] === 'await';
    const body = isResult ? [...ops.slice(0, -1), ['return', last] as const] : ops;
    return `yield* within(${scope}, function* (${given}) ${this.#block(['do', ...body])})`;
  }

  #error(kind: Op | undefined, said: Op | undefined): string {
    return `new ${kind}(${said === undefined ? '' : template(said as string)})`;
  }
}

/** The program of a scenario. What is at its top comes with the library. */
export function textOf({ program, tier }: Pick<Scenario, 'program' | 'tier'>): string {
  const writer = new Writer(tier === 'stage2');
  const functions = [
    ...Object.entries(program.cbs).map(([name, body]) => writer.function(name, body, false)),
    ...Object.entries(program.cos).map(([name, body]) => writer.function(name, body, true)),
  ];
  const main = writer.main(program.main);
  const isBeyond = tier === 'beyond' || tier === 'beyond2';
  const options = isBeyond ? '{ clock: new VirtualClock() }' : '';
  const top = [
    tier === 'stage2' ? '' : `const loop = new TaskLoop(${options});\n`,
    writer.shared.size > 0 ? `let ${[...writer.shared].join(', ')};\n` : '',
  ].join('');
  return [top, ...functions, main].filter(Boolean).join('\n');
}
