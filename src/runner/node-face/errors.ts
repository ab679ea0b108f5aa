// Errors as Node words them.

export type Coded<E extends Error = Error> = E & { code: string };

/** An error whose stack says its code beside its name, as those of Node itself do. */
export function nodeError<E extends Error>(
  kind: new (message: string) => E,
  code: string,
  message: string,
): Coded<E> {
  const error = new kind(message) as Coded<E>;
  error.name = `${error.name} [${code}]`;
  Error.captureStackTrace?.(error, nodeError);
  void error.stack; // it says its name when it is first asked for
  Reflect.deleteProperty(error, 'name');
  Object.defineProperty(error, 'toString', {
    value: () => `${error.name} [${code}]: ${error.message}`,
    configurable: true,
    writable: true,
  });
  error.code = code;
  return error;
}

/** What Node says came: `Received type number (5)`. */
export function received(value: unknown): string {
  if (value === null || value === undefined) return `Received ${value}`;
  if (typeof value === 'function') return `Received function ${value.name}`;
  if (typeof value === 'object')
    return value.constructor?.name
      ? `Received an instance of ${value.constructor.name}`
      : 'Received [Object: null prototype] {}';
  const text =
    typeof value === 'string'
      ? `'${value.length > 28 ? `${value.slice(0, 25)}...` : value}'`
      : `${String(value)}${typeof value === 'bigint' ? 'n' : ''}`;
  return `Received type ${typeof value} (${text})`;
}

/** @param expected As in `of type function`. */
export const wrongType = (name: string, expected: string, value: unknown): Coded<TypeError> =>
  nodeError(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `The ${/ argument$/.test(name) ? name : `"${name}" ${name.includes('.') ? 'property' : 'argument'}`} must be ${expected}. ${received(value)}`,
  );

export const outOfRange = (name: string, range: string, value: unknown): Coded<RangeError> =>
  nodeError(
    RangeError,
    'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be ${range}. Received ${inGroups(value)}`,
  );

/** Large ones are written with `_`. */
function inGroups(value: unknown): string {
  const text = String(value);
  const suffix = typeof value === 'bigint' ? 'n' : '';
  const isLarge = (suffix || Number.isInteger(value)) && !(Math.abs(Number(value)) <= 2 ** 32);
  return `${isLarge ? text.replace(/\d(?=(\d{3})+$)/g, '$&_') : text}${suffix}`;
}

/** @param range In words, if only some numbers will do. */
export function mustBeNumber(
  name: string,
  value: unknown,
  least = -Infinity,
  most = Infinity,
  range = `>= ${least} && <= ${most}`,
): void {
  if (typeof value !== 'number') throw wrongType(name, 'of type number', value);
  if (least !== -Infinity && !(value >= least && value <= most))
    throw outOfRange(name, range, value);
}
/** @param type As `typeof` names it; null and lists are no objects. */
export function mustBe(type: string, name: string, value: unknown): void {
  const isOne =
    type === 'object'
      ? value !== null && !Array.isArray(value) && typeof value === type
      : typeof value === type;
  if (!isOne) throw wrongType(name, `of type ${type}`, value);
}

export class AbortError extends Error {
  code = 'ABORT_ERR';
  constructor(signal?: AbortSignal) {
    super('The operation was aborted', signal && { cause: signal.reason });
    this.name = 'AbortError';
  }
}
