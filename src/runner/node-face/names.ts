// What the face has, by name: known before it is loaded, so that imports can be checked, and
// programs that name nothing of it do without.

const ASSERT =
  'Assert AssertionError deepEqual deepStrictEqual default doesNotMatch doesNotReject doesNotThrow equal fail ifError match notDeepEqual notDeepStrictEqual notEqual notStrictEqual ok partialDeepStrictEqual rejects strict strictEqual throws';

/** What each module exports, in one text for each. */
const NAMES = {
  assert: ASSERT,
  'assert/strict': ASSERT,
  buffer:
    'Blob Buffer File INSPECT_MAX_BYTES atob btoa constants default isAscii isUtf8 kMaxLength kStringMaxLength resolveObjectURL transcode',
  events:
    'EventEmitter addAbortListener captureRejectionSymbol captureRejections default defaultMaxListeners errorMonitor getEventListeners getMaxListeners init listenerCount on once setMaxListeners usingDomains',
  perf_hooks:
    'Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming constants createHistogram default eventLoopUtilization monitorEventLoopDelay performance timerify',
  process:
    'arch argv argv0 config cwd default emitWarning env execArgv execPath exit exitCode features getBuiltinModule hasUncaughtExceptionCaptureCallback hrtime nextTick pid platform ppid release setUncaughtExceptionCaptureCallback stderr stdout title umask uptime version versions',
  timers:
    'clearImmediate clearInterval clearTimeout default promises setImmediate setInterval setTimeout',
  'timers/promises': 'default scheduler setImmediate setInterval setTimeout',
  util: 'TextDecoder TextEncoder aborted callbackify debug debuglog default deprecate format formatWithOptions inherits inspect isArray isDeepStrictEqual promisify stripVTControlCharacters styleText toUSVString types',
  'util/types':
    'default isAnyArrayBuffer isArgumentsObject isArrayBuffer isArrayBufferView isAsyncFunction isBigInt64Array isBigIntObject isBigUint64Array isBooleanObject isBoxedPrimitive isCryptoKey isDataView isDate isExternal isFloat16Array isFloat32Array isFloat64Array isGeneratorFunction isGeneratorObject isInt16Array isInt32Array isInt8Array isKeyObject isMap isMapIterator isModuleNamespaceObject isNativeError isNumberObject isPromise isProxy isRegExp isSet isSetIterator isSharedArrayBuffer isStringObject isSymbolObject isTypedArray isUint16Array isUint32Array isUint8Array isUint8ClampedArray isWeakMap isWeakSet',
};
/** What Node's own have beside that, but for what is deprecated or begins with `_`. */
export const ONLY_IN_NODE: Partial<Record<keyof typeof NAMES, string>> = {
  buffer: 'SlowBuffer',
  events: 'EventEmitterAsyncResource',
  process:
    'abort allowedNodeEnvironmentFlags availableMemory binding chdir constrainedMemory cpuUsage debugPort dlopen domain execve finalization getActiveResourcesInfo getegid geteuid getgid getgroups getuid initgroups kill loadEnvFile memoryUsage moduleLoadList openStdin reallyExit ref report resourceUsage setSourceMapsEnabled setegid seteuid setgid setgroups setuid sourceMapsEnabled stdin threadCpuUsage unref',
  util: 'MIMEParams MIMEType diff getCallSites getSystemErrorMap getSystemErrorMessage getSystemErrorName parseArgs parseEnv setTraceSigInt transferableAbortController transferableAbortSignal',
};

export type ModuleName = keyof typeof NAMES;

export const MODULES = Object.fromEntries(
  Object.entries(NAMES).map(([name, names]) => [name, names.split(' ')]),
) as Record<ModuleName, string[]>;

/** Modules of Node's that there is nothing of: as a program may import them. */
const OTHERS =
  'async_hooks child_process cluster console constants crypto dgram diagnostics_channel dns dns/promises domain fs fs/promises http http2 https inspector inspector/promises module net os path path/posix path/win32 punycode querystring readline readline/promises repl stream stream/consumers stream/promises stream/web string_decoder sys tls trace_events tty url v8 vm wasi worker_threads zlib node:sea node:sqlite node:test node:test/reporters'.split(
    ' ',
  );

const bare = (specifier: string): string => specifier.replace(/^node:/, '');

/** Whether an import is of the face. */
export const moduleOf = (specifier: string): ModuleName | undefined =>
  Object.hasOwn(MODULES, bare(specifier)) ? (bare(specifier) as ModuleName) : undefined;

export function isOnlyInNode(specifier: string, name: string): boolean {
  const module = moduleOf(specifier);
  return module !== undefined && (ONLY_IN_NODE[module] ?? '').split(' ').includes(name);
}

export const isNodes = (specifier: string): boolean =>
  OTHERS.includes(specifier) || OTHERS.includes(bare(specifier));

/** As npm names them. */
export const isPackage = (specifier: string): boolean =>
  /^(@[\w.-]+\/)?[\w-][\w.-]*(\/.*)?$/.test(specifier);

/** As an import says it, and `node:` before it or not. */
export const BUILT_INS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(MODULES).flatMap(([name, names]) => [
    [name, names],
    [`node:${name}`, names],
  ]),
);

/** What is global in Node and in no page. Timers and immediates are those of every program. */
export const GLOBALS: ReadonlySet<string> = new Set(['process', 'Buffer', 'global']);
