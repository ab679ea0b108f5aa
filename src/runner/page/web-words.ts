// What the web's own functions say in Node where they say something else in a browser.
import { wrongType } from '../node-face/errors.ts';

type Any = any;
type Args = unknown[];
type Words = [
  said: RegExp,
  code: string,
  text: string | ((args: Args, match: string[], self: unknown) => string),
];

/**
 * What Node calls the arguments, and what they must be. Without a mark one has to be there, with
 * `?` it may be left out, and with `!` what it is not is said before that it is missing.
 */
export const TAKES: Record<string, string> = {
  URL: 'url',
  'URL.canParse': 'url',
  'URL.createObjectURL': 'obj!:Blob',
  'URL.parse': 'url',
  'URL.revokeObjectURL': 'url',
  'URLSearchParams.append': 'name value',
  'URLSearchParams.delete': 'name',
  'URLSearchParams.forEach': 'callback!:function',
  'URLSearchParams.get': 'name',
  'URLSearchParams.getAll': 'name',
  'URLSearchParams.has': 'name',
  'URLSearchParams.set': 'name value',
  atob: 'input',
  btoa: 'input',
  Blob: 'sources? options?:dictionary',
  ByteLengthQueuingStrategy: 'init!:object',
  CountQueuingStrategy: 'init!:object',
  CustomEvent: 'type options?:object',
  Event: 'type options?:object',
  'EventTarget.addEventListener': 'type listener:EventListener options?:object',
  'EventTarget.dispatchEvent': 'event:Event',
  'EventTarget.removeEventListener': 'type listener:EventListener',
  File: 'fileBits fileName options?:dictionary',
  'Performance.getEntriesByName': 'name',
  'Performance.getEntriesByType': 'type',
  'Performance.mark': 'name options?:object',
  'Performance.measure': 'name',
  PerformanceMark: 'name options?:object',
  PerformanceObserver: 'callback!:function',
  'PerformanceObserver.observe': 'options?:object',
  'ReadableStream.getReader': 'options?:object',
  TextDecoder: 'encoding? options?:object',
  'TextDecoder.decode': 'input? options?:object',
  'TextEncoder.encodeInto': 'src!:string dest!:Uint8Array',
};

/** Of headers, the one that is no name. */
const badName = (names: unknown): unknown =>
  typeof names === 'object' && names !== null
    ? Object.keys(names).find((name) => !/^[!#$%&'*+.^`|~\w-]+$/.test(name))
    : names;
const WRONG_TYPE = 'ERR_INVALID_ARG_TYPE';
const CLONE = 'DataCloneError';
const first = ([value]: Args): string => String(value);
/**
 * What a function said (behind its name, and without the browser's), with what code Node says it,
 * and how. A code that isn't one of Node's is the name of a DOMException; an empty one, none.
 */
export const WORDS: Words[] = [
  [
    /^AbortSignal\.any .*convert value/,
    WRONG_TYPE,
    ([list]) => {
      const at = [...(list as Args)].findIndex((it) => !(it instanceof AbortSignal));
      return `signals[${at}] is not of type AbortSignal.`;
    },
  ],
  [/^AbortSignal\.any /, WRONG_TYPE, 'signals cannot be converted to sequence.'],
  [
    /^atob The string/,
    'InvalidCharacterError',
    (args) =>
      /[^A-Za-z0-9+/=\s]/.test(first(args))
        ? 'Invalid character'
        : 'The string to be decoded is not correctly encoded.',
  ],
  [/^btoa The string/, 'InvalidCharacterError', 'Invalid character'],
  [/^(Blob|File) .*(sequence|iterator)/, WRONG_TYPE, 'Value cannot be converted to sequence.'],
  [
    /^Crypto\.getRandomValues 1 argument/,
    'ERR_MISSING_ARGS',
    "Failed to execute 'getRandomValues' on 'Crypto': 1 argument required, but only 0 present.",
  ],
  [
    /^Crypto\.getRandomValues .*65536/,
    'QuotaExceededError',
    'The requested length exceeds 65,536 bytes',
  ],
  [
    /^Crypto\.getRandomValues .*type/,
    'TypeMismatchError',
    'The data argument must be an integer-type TypedArray',
  ],
  [
    /^EventTarget\.\w+ .*AbortSignal/,
    WRONG_TYPE,
    ([, , options]) =>
      wrongType('options.signal', 'an instance of AbortSignal', (options as Any).signal).message,
  ],
  [
    /^EventTarget\.\w+ .*Symbol/,
    WRONG_TYPE,
    'Value is a Symbol and cannot be converted to a string.',
  ],
  [
    /^EventTarget\.dispatchEvent .*already/,
    'ERR_EVENT_RECURSION',
    ([event]) => `The event "${(event as Event).type}" is already being dispatched`,
  ],
  [
    /^Headers\S* Invalid name/,
    '',
    ([name]) => `Headers.append: "${badName(name)}" is an invalid header name.`,
  ],
  [/^MessageChannel Class/, 'ERR_CONSTRUCT_CALL_REQUIRED', 'Cannot call constructor without `new`'],
  [/^MessagePort Illegal/, 'ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called'],
  [
    /^MessagePort\.postMessage 1 argument/,
    'ERR_MISSING_ARGS',
    'Not enough arguments to MessagePort.postMessage',
  ],
  [
    /^MessagePort\.postMessage Overload/,
    WRONG_TYPE,
    'Optional transferList argument must be an iterable',
  ],
  [
    /^MessagePort\.postMessage .*sequence/,
    WRONG_TYPE,
    'Optional options.transfer argument must be an iterable',
  ],
  [/^MessagePort\.postMessage Failed to convert/, CLONE, 'Found invalid value in transferList.'],
  [
    / The mark '(.*)' does not exist/,
    'SyntaxError',
    (_, [, name]) => `The "${name}" performance mark has not been set`,
  ],
  [
    / cannot have a negative start/,
    'ERR_PERFORMANCE_INVALID_TIMESTAMP',
    ([, options]) => `${(options as Any).startTime} is not a valid timestamp`,
  ],
  [/ Illegal constructor/, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'],
  [/^(Headers|Request|Response|FormData)\S* Illegal/, 'ERR_INVALID_THIS', 'Illegal invocation'],
  [/^URL(\.\w+)? Illegal/, '', 'Receiver must be an instance of class URL'],
  [
    /^([^. ]+)\S* Illegal invocation/,
    'ERR_INVALID_THIS',
    (_, [, of]) => `Value of "this" must be of type ${of}`,
  ],
  [
    / must include either entryTypes/,
    'ERR_MISSING_ARGS',
    'The "options.entryTypes" and "options.type" arguments must be specified',
  ],
  [
    /^ReadableStream\.getReader .*locked/,
    'ERR_INVALID_STATE',
    'Invalid state: ReadableStream is locked',
  ],
  [
    /^WritableStream\.getWriter .*locked/,
    'ERR_INVALID_STATE',
    'Invalid state: WritableStream is locked',
  ],
  [
    /^Headers The provided/,
    '',
    'Headers constructor: Argument 1 could not be converted to one of: sequence<sequence<ByteString>>, record<ByteString, ByteString>.',
  ],
  [
    /^Headers\.\w+ Invalid value/,
    '',
    ([, text]) => `Headers.append: "${text}" is an invalid header value.`,
  ],
  [
    /^Response Response with null body/,
    '',
    ([, init]) => `Response constructor: Invalid response status code ${(init as Any).status}`,
  ],
  [/^Response\.redirect Invalid status/, '', ([, status]) => `Invalid status code ${status}`],
  [
    / EndingType/,
    'ERR_INVALID_ARG_VALUE',
    (args) =>
      `The property 'options.endings' is invalid. Received '${(args.at(-1) as Any).endings}'`,
  ],
  [
    / must not have all of its 'start'/,
    'ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS',
    'Must not have options.start, options.end, and options.duration specified',
  ],
  [/ body stream already read/, '', 'Body is unusable: Body has already been read'],
  [/^Response\.json The data/, '', 'Value is not JSON serializable'],
  [/^Response .*\[200, 599\]/, '', 'init["status"] must be in the range of 200 to 599, inclusive.'],
  [
    /^(?:structuredClone|MessagePort\.postMessage) (\w+) at index \d+ is a duplicate/,
    CLONE,
    (_, [, kind]) => `Transfer list contains duplicate ${kind}`,
  ],
  [/ contains the source port/, CLONE, 'Transfer list contains source port'],
  [/ does not have a transferable type/, CLONE, 'Found invalid value in transferList.'],
  [
    / because it was not transferred/,
    CLONE,
    'Object that needs transfer was found in message but not listed in transferList',
  ],
  [
    /^structuredClone 1 argument/,
    'ERR_MISSING_ARGS',
    'The "The value argument must be specified" argument must be specified',
  ],
  [
    /^structuredClone .*not of type/,
    WRONG_TYPE,
    "Failed to execute 'structuredClone': Options cannot be converted to a dictionary",
  ],
  [
    /^structuredClone .*sequence/,
    WRONG_TYPE,
    "Failed to execute 'structuredClone': transfer in Options cannot be converted to sequence.",
  ],
  [
    /^structuredClone Failed to convert/,
    WRONG_TYPE,
    "Failed to execute 'structuredClone': transfer in Options[0] is not an object.",
  ],
  [
    /^TextDecoder(?:Stream)? The encoding label/,
    'ERR_ENCODING_NOT_SUPPORTED',
    (args) => `The "${first(args)}" encoding is not supported`,
  ],
  [
    /^TextDecoder\.decode The encoded data/,
    'ERR_ENCODING_INVALID_ENCODED_DATA',
    (_, __, self) =>
      `The encoded data was not valid for encoding ${(self as TextDecoder).encoding}`,
  ],
  [
    /^TextDecoder\.decode parameter 1/,
    WRONG_TYPE,
    'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.',
  ],
  [
    /^URLSearchParams .*(sequence|Sequence)/,
    'ERR_INVALID_TUPLE',
    'Each query pair must be an iterable [name, value] tuple',
  ],
];
