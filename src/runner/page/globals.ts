// What is global in a program: what Node has, and what workers of the web need. A typo then meets a
// ReferenceError, as in Node, and not one of the many other names of a browser's worker.
import { lacking, lackingAll } from '../node-face/needs-node.ts';
import { LANGUAGE } from './inspect-internals.ts';

/** Of Node 24: functions and values of the language, objects and functions that we replace. */
const OF_NODE =
  'Infinity NaN decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt undefined unescape clearImmediate clearInterval clearTimeout console crypto fetch navigator performance queueMicrotask setImmediate setInterval setTimeout';
/** Of Node 24: classes and functions of the web. */
export const OF_WEB =
  'AbortController AbortSignal Blob BroadcastChannel ByteLengthQueuingStrategy CloseEvent CompressionStream CountQueuingStrategy Crypto CryptoKey CustomEvent DOMException DecompressionStream Event EventTarget File FormData Headers MessageChannel MessageEvent MessagePort Navigator Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming ReadableByteStreamController ReadableStream ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController ReadableStreamDefaultReader Request Response SubtleCrypto TextDecoder TextDecoderStream TextEncoder TextEncoderStream TransformStream TransformStreamDefaultController URL URLPattern URLSearchParams WebSocket WritableStream WritableStreamDefaultController WritableStreamDefaultWriter atob btoa structuredClone'.split(
    ' ',
  );
/**
 * What browsers know and Node 24 does not: newer parts of the language, and the web's own. A program
 * that asks whether it is there hears the same as in Node. `tests/contract/globals.test.ts` finds
 * what is missing here.
 */
const NEWER: Record<string, string> = {
  CustomEvent: 'initCustomEvent',
  DOMException: 'columnNumber data filename lineNumber result',
  Date: 'toTemporalInstant',
  Event: 'explicitOriginalTarget originalTarget',
  EventTarget: 'when',
  File: 'lastModifiedDate webkitRelativePath',
  'Intl.Locale': 'variants',
  Iterator: 'join',
  Map: 'getOrInsert getOrInsertComputed',
  MessageEvent: 'userActivation',
  PerformanceEntry: 'navigationId',
  PerformanceResourceTiming:
    'contentEncoding contentType finalResponseHeadersStart firstInterimResponseStart renderBlockingStatus serverTiming workerCacheLookupStart workerFinalSourceType workerMatchedSourceType workerRouterEvaluationStart',
  Request: 'targetAddressSpace textStream',
  Response: 'textStream',
  Uint8Array: 'setFromBase64 setFromHex toBase64 toHex',
  WeakMap: 'getOrInsert getOrInsertComputed',
  'WebAssembly.Global': 'type',
  'WebAssembly.Memory': 'toFixedLengthBuffer toResizableBuffer type',
  'WebAssembly.Table': 'type',
  'WebAssembly.Tag': 'type',
};
/** The same of what is on a class or an object itself. */
const NEWER_STATIC: Record<string, string> = {
  Atomics: 'wake',
  Intl: 'v8BreakIterator',
  Iterator: 'concat zip zipKeyed',
  Math: 'sumPrecise',
  RegExp: '$* multiline',
  Uint8Array: 'fromBase64 fromHex',
  console: 'exception record recordEnd screenshot takeHeapSnapshot',
};

/** The web's way to threads, which the library of the book takes here; `close` ends a thread. */
const OF_WORKERS = 'Worker close constructor onmessage postMessage self';

/** Takes away what Node has not. Whoever needs it afterwards has taken it before. */
export function hideOtherGlobals(): void {
  hide(NEWER, (of) => of.prototype);
  hide(NEWER_STATIC, (of) => of);
  const kept = new Set([...LANGUAGE, ...OF_WEB, ...`${OF_NODE} ${OF_WORKERS}`.split(' ')]);
  // what is inherited from EventTarget stays, as the class has to
  for (
    let object: object = self;
    object !== EventTarget.prototype;
    object = Object.getPrototypeOf(object) as object
  )
    for (const name of Object.getOwnPropertyNames(object))
      if (!kept.has(name)) Reflect.deleteProperty(object, name);
}

function hide(names: Record<string, string>, holderOf: (of: any) => object | undefined): void {
  for (const [path, list] of Object.entries(names)) {
    let of: any = self;
    for (const name of path.split('.')) of = of?.[name];
    const holder = of && holderOf(of);
    if (holder) for (const name of list.split(' ')) Reflect.deleteProperty(holder, name);
  }
}

/** What Node has, and a sandbox cannot have, says so when it is used. */
export function refuseInWords(): void {
  const global = self as unknown as Record<string, unknown>;
  // it would reach the other programs that run on the page
  global.BroadcastChannel = class BroadcastChannel {
    constructor() {
      throw lacking('BroadcastChannel');
    }
  };
  const { fetch, Request } = self;
  const lackingFetch = async (...args: Parameters<typeof fetch>): Promise<Response> => {
    const request = new Request(...args);
    return fetch(request).catch((error) => {
      throw request.signal.aborted ? error : lacking('fetch');
    });
  };
  global.fetch = {
    fetch(input: string, ...init: [RequestInit?]) {
      return lackingFetch(input, ...init);
    },
  }.fetch;
  // what it promises keeps no program running
  Object.defineProperty(Crypto.prototype, 'subtle', {
    value: lackingAll(
      'crypto.subtle',
      'decrypt deriveBits deriveKey digest encrypt exportKey generateKey importKey sign unwrapKey verify wrapKey',
    ),
    configurable: true,
    enumerable: true,
  });
}
