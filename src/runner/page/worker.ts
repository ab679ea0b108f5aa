// Runs in a worker of the sandboxed frame, before the reader's code and under it. Shipped as text: see script-text.ts.
// The port to the frame and the functions used after the reader's code began are kept in variables of this function:
// the reader's code can break its own console, but it cannot speak for this one.
import { format } from 'node-inspect-extracted';
import { codeFrame } from './code-frame.ts';
import { SOURCE_ROOT, type FromWorker, type LinkedModule, type ToWorker } from './protocol.ts';
import type { Position } from '../contract.ts';

type Steps = { next(): unknown };
type Exports = Record<string, unknown>;
interface Loaded extends LinkedModule {
  exports: Exports;
  steps: Steps | undefined;
  evaluated: boolean;
}
type Make = (
  imports: Exports[],
  star: (exports: Exports) => Record<string, () => unknown>,
  load: (specifier: string) => Promise<Exports>,
  meta: { url: string },
) => (register: (getters: Record<string, () => unknown>) => void) => Steps;

declare function importScripts(url: string): void;

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const isFrame = (line: string): boolean => /^\s+at |^\S*@/.test(line);

self.onmessage = ({ data: { plan, sources, limits }, ports }: MessageEvent<ToWorker>) => {
  self.onmessage = null;
  const port = ports[0]!;
  const post = port.postMessage.bind(port) as (message: FromWorker) => void;
  const later = self.setTimeout.bind(self);
  const global = self as unknown as Record<string, any>;

  // --- what the program prints
  let lines = 0;
  let characters = 0;
  let flooded = false;
  const write = (stream: 'stdout' | 'stderr', text: string): void => {
    if (flooded) return;
    const room = limits.chars - characters;
    lines += text.split('\n').length - 1;
    characters += text.length;
    if (lines <= limits.lines && room > 0) post({ type: 'output', stream, text: text.slice(0, room) });
    if (lines <= limits.lines && characters <= limits.chars) return;
    flooded = true;
    post({ type: 'flooded' });
  };
  let indent = '';
  const print = (stream: 'stdout' | 'stderr', values: unknown[]): void => {
    let text: string;
    try {
      text = format(...values);
    } catch {
      text = '[a value that cannot be shown]';
    }
    if (values.some((value) => value instanceof Error)) text = cleanStack(text);
    write(stream, `${text.replace(/^/gm, indent)}\n`);
  };
  const counts = new Map<string, number>();
  const clocks = new Map<string, number>();
  const out = (...values: unknown[]): void => print('stdout', values);
  const err = (...values: unknown[]): void => print('stderr', values);
  Object.assign(console, {
    log: out, info: out, debug: out, dir: (value: unknown) => out(value), table: out, warn: err, error: err, trace: err,
    groupCollapsed: (...values: unknown[]) => console.group(...values),
    countReset: (label = 'default') => void counts.delete(label),
    timeLog: (label = 'default') => out(`${label}: ${(performance.now() - (clocks.get(label) ?? NaN)).toFixed(3)}ms`),
    assert: (ok: unknown, ...values: unknown[]) => ok || err('Assertion failed', ...values),
    count: (label = 'default') => out(`${label}: ${counts.set(label, (counts.get(label) ?? 0) + 1).get(label)}`),
    time: (label = 'default') => void clocks.set(label, performance.now()),
    timeEnd: (label = 'default') => out(`${label}: ${(performance.now() - (clocks.get(label) ?? NaN)).toFixed(3)}ms`),
    group: (...values: unknown[]) => {
      if (values.length) out(...values);
      indent += '  ';
    },
    groupEnd: () => void (indent = indent.slice(2)),
    clear: () => {},
  });

  // --- how it ends
  let over = false;
  const exit = (code: number): void => {
    if (over) return;
    over = true;
    post({ type: 'exit', code });
  };
  const columnsMoved = plan.modules.map(({ file, shift }) => ({ file, shift, firstLine: new RegExp(`${escape(file)}:1:(\\d+)`, 'g') }));
  /** A stack as the reader wrote it: no frames of this file, and columns without what link.ts put before them. */
  const cleanStack = (stack: string): string => {
    for (const { file, shift, firstLine } of columnsMoved) stack = stack.replace(firstLine, (_, column) => `${file}:1:${column - shift}`);
    return stack
      .replaceAll(SOURCE_ROOT, '')
      .replace(/\n\s+at Generator\.next \(<anonymous>\)(?=\n\s+at [^\n]*worker\.js)/g, '') // our own step into a module
      .split('\n')
      .filter((line) => !(isFrame(line) && /worker\.js|blob:|data:/.test(line)))
      .join('\n');
  };
  /** Where an error came from: the first frame in the program itself, else the first in any of its files. */
  const placeIn = (stack: string): Position | undefined => {
    const places = stack.split('\n').filter(isFrame).flatMap((line) => {
      const [, file, row, column] = /([^\s(@]+):(\d+):(\d+)\)?$/.exec(line) ?? [];
      return file !== undefined && Object.hasOwn(sources, file) ? [{ file, line: Number(row), column: Number(column) }] : [];
    });
    return places.find(({ file }) => file === plan.entry) ?? places[0];
  };
  const fail = (thrown: unknown, kind: 'Uncaught' | 'Unhandled rejection', loading?: string): void => {
    let text = `${kind} value that cannot be shown`;
    let at: Position | undefined = loading === undefined ? undefined : { file: loading, line: 1, column: 1 };
    try {
      if (thrown instanceof Error) {
        text = cleanStack(format(thrown));
        // not every browser begins a stack with what the error says
        if (!text.includes(thrown.message)) text = `${thrown.name}: ${thrown.message}\n${text}`;
        at = placeIn(cleanStack(String(thrown.stack))) ?? at;
      } else text = `${kind} ${format('%o', thrown)}`;
    } catch {
      // the error's own getters threw: the text above has to do
    }
    write('stderr', `${at ? codeFrame(at, sources[at.file]) : ''}${text}\n`);
    if (at) post({ type: 'error', message: text.slice(0, 1000).split('\n')[0]!, at });
    exit(1);
  };
  self.addEventListener('error', (event) => {
    event.preventDefault();
    fail(event.error ?? event.message, 'Uncaught');
  });
  self.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    fail(event.reason, 'Unhandled rejection');
  });

  // --- when it ends: when its body has run and no timer is left that could run more of it
  let bodyDone = false;
  const timers = new Set<number>();
  // unhandledrejection is told a turn later, hence the wait
  const exitIfIdle = (): void => void later(() => bodyDone && timers.size === 0 && exit(0), 5);
  for (const [set, clear, repeats] of [['setTimeout', 'clearTimeout', false], ['setInterval', 'clearInterval', true]] as const) {
    const start = global[set].bind(self);
    const cancel = global[clear].bind(self);
    const forget = (id: number): void => {
      if (timers.delete(id)) exitIfIdle();
    };
    global[set] = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]): number => {
      const id: number = start(() => {
        try {
          callback(...args);
        } finally {
          if (!repeats) forget(id);
        }
      }, ms);
      timers.add(id);
      return id;
    };
    global[clear] = (id: number): void => {
      cancel(id);
      forget(id);
    };
  }
  global.close = () => exit(0);
  global.BroadcastChannel = undefined; // it would reach the other programs that run on the page

  // --- load, link, evaluate
  const modules = new Map<string, Loaded>();
  const makes = new Map<string, Make>();
  global.$define = (file: string, make: Make): void => void makes.set(file, make);
  for (const module of plan.modules) {
    modules.set(module.file, { ...module, exports: Object.create(null), steps: undefined, evaluated: false });
    // a worker that had to be a data: URL cannot load blob: URLs either
    const url = location.protocol === 'data:'
      ? `data:text/javascript;charset=utf-8,${encodeURIComponent(module.script)}`
      : URL.createObjectURL(new Blob([module.script], { type: 'text/javascript' }));
    try {
      importScripts(url);
    } catch (error) {
      return fail(error, 'Uncaught', module.file);
    }
  }
  delete global.$define;

  const star = (exports: Exports): Record<string, () => unknown> =>
    Object.fromEntries(Object.keys(exports).filter((name) => name !== 'default').map((name) => [name, () => exports[name]]));
  const loadFrom = (from: string) => async (specifier: string): Promise<Exports> => {
    const module = modules.get(new URL(specifier, `file:///${from}`).pathname.slice(1));
    if (!module) throw new TypeError(`cannot import '${specifier}' while running: import it at the top of a file`);
    return module.exports;
  };
  for (const [file, module] of modules) {
    const imports = module.imports.map((dependency) => modules.get(dependency)!.exports);
    const register = (getters: Record<string, () => unknown>): void => {
      for (const name of Object.keys(getters)) Object.defineProperty(module.exports, name, { get: getters[name]!, enumerable: true });
    };
    module.steps = makes.get(file)!(imports, star, loadFrom(file), { url: `file:///${file}` })(register);
    module.steps.next();
  }
  const evaluate = (file: string): void => {
    const module = modules.get(file)!;
    if (module.evaluated) return;
    module.evaluated = true;
    module.imports.forEach(evaluate);
    module.steps!.next();
  };
  const evaluateAwaiting = async (file: string): Promise<void> => {
    const module = modules.get(file)!;
    if (module.evaluated) return;
    module.evaluated = true;
    for (const dependency of module.imports) await evaluateAwaiting(dependency);
    await module.steps!.next();
  };
  const finished = (): void => {
    bodyDone = true;
    exitIfIdle();
  };
  if (plan.awaits) return void evaluateAwaiting(plan.entry).then(finished, (error) => fail(error, 'Uncaught'));
  try {
    evaluate(plan.entry);
  } catch (error) {
    return fail(error, 'Uncaught');
  }
  finished();
};
