// `process`, as far as it makes sense where there is none.
import { mustBe, nodeError, outOfRange, wrongType } from './errors.ts';
import { tellWhereEmitted } from './emitted.ts';
import { EventEmitter } from './emitter.ts';
import { host, type NodeFace, type Origin } from './host.ts';
import { lacking, lackingAll } from './needs-node.ts';
import { SafeWeakMap } from '../primordials.ts';
import { print, streams } from './std-streams.ts';

/** The Node that this follows. */
const VERSION = '24.21.0';
const EXEC_PATH = '/usr/local/bin/node';

type Any = any;

const clock = performance.now.bind(performance);
const began = clock();
const nanoseconds = (): bigint => BigInt(Math.round(clock() * 1e6));

/** As `process.env` does, it holds texts and nothing else. */
const env = new Proxy<Record<string, string>>(
  {},
  {
    set(target, key, value) {
      if (typeof key === 'symbol' || typeof value === 'symbol')
        throw new TypeError('Cannot convert a Symbol value to a string');
      target[key] = String(value);
      return true;
    },
    defineProperty(target, key, { value }) {
      return Reflect.defineProperty(target, key, {
        value: String(value),
        configurable: true,
        enumerable: true,
        writable: true,
      });
    },
  },
);

function codeOf(code: unknown): number | undefined {
  if (code === undefined || code === null) return undefined;
  const number = typeof code === 'string' && code !== '' ? Number(code) : code;
  if (Number.isInteger(number)) return number as number;
  if (typeof number === 'number' && (typeof code === 'number' || !Number.isNaN(number)))
    throw outOfRange('code', 'an integer', code);
  throw wrongType('code', 'of type number', code);
}

let exitCode: number | string | undefined;
let captured: ((error: unknown) => void) | undefined;
let isExiting = false;

function warningOf(warning: unknown, type: any, code: unknown): Error {
  let detail: string | undefined;
  if (typeof type === 'object' && type !== null && !Array.isArray(type)) {
    if (typeof type.detail === 'string') ({ detail } = type);
    ({ code } = type);
    type = type.type || 'Warning';
  }
  // functions are what its stack leaves out
  if (typeof type === 'function') [type, code] = ['Warning', undefined];
  if (type !== undefined) mustBe('string', 'type', type);
  if (typeof code === 'function') code = undefined;
  if (code !== undefined) mustBe('string', 'code', code);
  if (warning instanceof Error) return warning;
  if (typeof warning !== 'string')
    throw wrongType('warning', 'of type string or an instance of Error', warning);
  const error = new Error(warning) as Any;
  error.name = String(type || 'Warning');
  if (code !== undefined) error.code = code;
  if (detail !== undefined) error.detail = detail;
  return error as Error;
}

const isDeprecation = (warning: Error): boolean => warning.name === 'DeprecationWarning';

/** Traces call what it calls by the name of what made it. */
const { process: Process } = {
  process: function (this: Any) {
    EventEmitter.call(this);
  } as unknown as new () => Any,
};
/** Its methods are inherited, so that it prints as Node's does. */
const proto = Object.create(EventEmitter.prototype, {
  [Symbol.toStringTag]: { value: 'process', configurable: true },
  constructor: { value: Process, configurable: true },
}) as object;
Process.prototype = proto;

export const process: Any = new Process();
Object.assign(process, {
  version: `v${VERSION}`,
  versions: { node: VERSION },
  arch: 'x64',
  platform: 'linux',
  release: { name: 'node', lts: 'Krypton' },
  title: 'node',
  pid: 1,
  ppid: 0,
  execPath: EXEC_PATH,
  execArgv: [],
  debugPort: 9229,
  domain: null,
  sourceMapsEnabled: false,
  allowedNodeEnvironmentFlags: new Set(),
  argv0: 'node',
  argv: [EXEC_PATH, new URL(host.url).pathname],
  env,
  config: {},
  features: { inspector: false, typescript: 'strip', require_module: true },
  ...streams,

  cwd: () => '/',
  umask: () => 0o22,
  uptime: () => (clock() - began) / 1000,
  hrtime: Object.assign(
    (since?: [number, number]): [number, number] => {
      if (since !== undefined && !Array.isArray(since))
        throw wrongType('time', 'an instance of Array', since);
      if (since && since.length !== 2) throw outOfRange('time', '2', since.length);
      const now = nanoseconds();
      const seconds = Number(now / 1_000_000_000n) - (since?.[0] ?? 0);
      const rest = Number(now % 1_000_000_000n) - (since?.[1] ?? 0);
      return rest < 0 ? [seconds - 1, rest + 1e9] : [seconds, rest];
    },
    { bigint: nanoseconds },
  ),
  nextTick: host.nextTick,
  exit(code?: unknown): never {
    const its = codeOf(code);
    if (its !== undefined) exitCode = its;
    if (!isExiting) tellOfEnd(); // what a listener throws is thrown here
    return host.exit(now());
  },
  emitWarning(warning: unknown, type?: unknown, code?: unknown): void {
    const error = warningOf(warning, type, code);
    if (isDeprecation(error)) {
      if (process.noDeprecation) return;
      if (process.throwDeprecation)
        return host.nextTick(() => {
          throw error;
        });
    }
    host.nextTick(() => process.emit('warning', error));
  },
  setUncaughtExceptionCaptureCallback(callback: ((error: unknown) => void) | null): void {
    if (callback !== null && typeof callback !== 'function')
      throw wrongType('fn', 'of type function or null', callback);
    if (callback && captured)
      throw nodeError(
        Error,
        'ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET',
        '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active',
      );
    captured = callback ?? undefined;
  },
  hasUncaughtExceptionCaptureCallback: () => captured !== undefined,
  setSourceMapsEnabled: (enabled: unknown) => mustBe('boolean', 'enabled', enabled),
  ...lackingAll(
    'process',
    'abort binding chdir constrainedMemory availableMemory cpuUsage dlopen execve getActiveResourcesInfo getegid geteuid getgid getgroups getuid initgroups kill loadEnvFile memoryUsage openStdin reallyExit ref resourceUsage setegid seteuid setgid setgroups setuid threadCpuUsage unref',
  ),
});
Object.defineProperties(process, {
  exitCode: {
    get: () => exitCode,
    set(code: unknown) {
      codeOf(code);
      exitCode = code as number | string | undefined;
    },
    enumerable: true,
    configurable: true,
  },
  stdin: {
    get() {
      throw lacking('process.stdin');
    },
    enumerable: false,
    configurable: true,
  },
});
// what Node has listen, to tell of signals
for (const name of ['newListener', 'removeListener']) process.on(name, () => {});
process.on('warning', (warning: Any) => {
  if (isDeprecation(warning) && process.noDeprecation) return;
  const code = warning.code ? `[${warning.code}] ` : '';
  const detail = typeof warning.detail === 'string' ? `\n${warning.detail}` : '';
  const isTraced = process.traceProcessWarnings || (isDeprecation(warning) && process.traceDeprecation); // prettier-ignore
  const text = (isTraced && warning.stack) || `${warning.name}: ${warning.message}`;
  console.error(`(node:1) ${code}${text}${detail}`);
});

/** The code of a program that says none. */
let otherwise = 0;
const now = (): number => codeOf(exitCode) ?? otherwise;
function tellOfEnd(): void {
  isExiting = true;
  process.emit('exit', now());
}
function ending(code?: number): void {
  if (code !== undefined) otherwise = exitCode = code;
  tellOfEnd();
}
function exiting(code?: number): number {
  if (isExiting) return codeOf(exitCode) ?? code ?? otherwise;
  otherwise = code ?? 0;
  exitCode = code ?? exitCode;
  try {
    tellOfEnd();
  } catch {
    // it ends for another reason
  }
  return now();
}

/** Rejected promises, as Node's warning numbers them. */
const numbers = new SafeWeakMap<Promise<unknown>, number>();
let rejections = 0;

function handledLate(promise: Promise<unknown>): void {
  if (process.emit('rejectionHandled', promise)) return;
  const text = `Promise rejection was handled asynchronously (rejection id: ${numbers.get(promise)})`;
  process.emitWarning(text, 'PromiseRejectionHandledWarning');
}

function hears(reason: unknown, promise: Promise<unknown>): boolean {
  numbers.set(promise, ++rejections);
  return process.emit('unhandledRejection', reason, promise);
}

function deals(thrown: unknown, origin: Origin): boolean {
  process.emit('uncaughtExceptionMonitor', thrown, origin);
  if (captured) {
    captured(thrown);
    return true;
  }
  return process.emit('uncaughtException', thrown, origin);
}

export const running: Omit<NodeFace, 'modules'> = {
  warn: (name, text) => process.emitWarning(text, name),
  beforeExit: () => process.emit('beforeExit', now()),
  code: now,
  print,
  ending,
  exiting,
  hears,
  deals,
  tellWhereEmitted,
  handledLate,
};
