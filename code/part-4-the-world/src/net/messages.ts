// What a loop and its network say to each other: a number, whom it is about, and bytes. Those
// of addresses and errors are JSON.

/** A socket's place on the net. */
export interface Address {
  host: string;
  port: number;
}

/** @throws {RangeError} for what no port can be. */
export function checkPort(port: number): void {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new RangeError(`a port is a whole number from 0 to 65535, not ${port}`);
}

/** What a loop orders. Each connection and each server has a number, its id. */
export const order = {
  listen: 1, // at an address
  connect: 2, // to an address
  write: 3, // these bytes
  end: 4, // nothing more will be written
  close: 5, // when all that was written is sent
  abort: 6, // now
  pause: 7, // tell of no more data for now
  resume: 8,
} as const;

/** What it is told. */
export const news = {
  listening: 1, // at an address
  accepted: 2, // a connection: `Accepted`
  connected: 3, // to an address
  data: 4, // came in
  end: 5, // nothing more will come in
  sent: 6, // so many bytes: `number`
  failed: 7, // `Failure`
  closed: 8, // it is over: nothing else is said of it
} as const;

export interface Accepted extends Address {
  /** The number of the new connection. */
  id: number;
}

export interface Failure {
  /** Such as `ECONNREFUSED`. */
  code: string;
  message: string;
}

/** What is written is acknowledged by the piece, of 16 KB: so many of these bytes are. */
export const wholePieces = (count: number): number => count - (count % 2 ** 14);

export const NOTHING: Uint8Array = new Uint8Array(0);

export const encode = (value: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(value));

export const decode = (bytes: Uint8Array): any =>
  JSON.parse(new TextDecoder().decode(bytes));
