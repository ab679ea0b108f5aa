import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TaskLoop } from '../../src/index.ts';
import { useLoopback } from '../../src/net/driver.ts';
import { LoopbackDriver } from '../../src/net/loopback.ts';
import { decode, encode, news, order, type Accepted } from '../../src/net/messages.ts';
import { selectorOf, type Selector } from '../../src/net/selector.ts';
import { poll, sources } from '../../src/threads/bell.ts';
import { outcome } from '../kit.ts';

const NAMES = new Map<number, string>(
  Object.entries(news).map(([name, what]) => [what, name]),
);
const HERE = '127.0.0.1';

let leave = (): void => {};
const added: [selector: Selector, id: number][] = [];
beforeEach(() => {
  leave = useLoopback();
});
afterEach(() => {
  for (const [selector, id] of added.splice(0)) selector.remove(id);
  for (const source of [...sources]) sources.delete(source); // of a test that was red
  vi.restoreAllMocks();
  leave();
});

/** A selector, and what its endpoints are told. */
function desk(loop = new TaskLoop()) {
  const selector: Selector = selectorOf(loop);
  const heard: string[] = [];
  const told: [name: string, what: number, bytes: Uint8Array][] = [];
  const add = (name: string, given?: number): number => {
    const id: number = selector.add((what, bytes) => {
      told.push([name, what, bytes]);
      heard.push(`${name}: ${NAMES.get(what)}`);
      if (what === news.closed) selector.remove(id);
    }, given);
    added.push([selector, id]);
    return id;
  };
  /** What the last news of that kind had with it. */
  const detailOf = (kind: number): any =>
    decode(told.filter(([, what]) => what === kind).at(-1)![2]);
  /** A server that listens. */
  const listen = (name = 'server'): { id: number; port: number } => {
    const id = add(name);
    selector.order(order.listen, id, { host: HERE, port: 0 });
    selector.poll();
    return { id, port: detailOf(news.listening).port };
  };
  const connect = (port: number, name = 'client'): number => {
    const id = add(name);
    selector.order(order.connect, id, { host: HERE, port });
    return id;
  };
  /** The server's end of the connection that came in last. */
  const accept = (name = 'far'): number =>
    add(name, (detailOf(news.accepted) as Accepted).id);
  return { loop, selector, heard, told, add, listen, connect, accept };
}

test('orders go out, and news goes to the endpoint that it is about', () => {
  const { selector, heard, told, listen, connect, accept } = desk();
  const { port } = listen();
  expect(heard).toEqual(['server: listening']);
  const client = connect(port);
  selector.poll();
  expect(heard.slice(1).sort()).toEqual(['client: connected', 'server: accepted']);
  const far = accept();
  selector.order(order.write, client, new Uint8Array([1, 2]));
  selector.order(order.write, far, new Uint8Array([3]));
  selector.poll();
  const pieces = told.filter(([, what]) => what === news.data);
  expect(pieces.map(([name, , bytes]) => [name, ...bytes])).toEqual([
    ['far', 1, 2],
    ['client', 3],
  ]);
});

test('it is polled with the other sources, but only while it has a socket', () => {
  const { selector, heard, listen } = desk();
  expect(sources.has(selector), 'before').toBe(false);
  const { id } = listen();
  expect(sources.has(selector), 'with a server').toBe(true);
  selector.order(order.close, id);
  poll();
  expect(heard.at(-1)).toBe('server: closed');
  expect(sources.has(selector), 'after it was closed').toBe(false);
});

test('the program is kept alive while any loop has a socket', () => {
  const keepAlive = vi.spyOn(LoopbackDriver.prototype, 'keepAlive');
  const isKept = (): unknown => keepAlive.mock.calls.at(-1)?.[0 as never];
  const [one, other] = [desk(), desk()];
  const ids = [one.add('one'), other.add('other')];
  expect(isKept(), 'with two').toBe(true);
  one.selector.remove(ids[0]!);
  expect(isKept(), 'with one').toBe(true);
  other.selector.remove(ids[1]!);
  expect(isKept(), 'with none').toBe(false);
});

test('each loop has one, always the same, and numbers are not given twice', () => {
  const loops = [new TaskLoop(), new TaskLoop()];
  const [one, other] = loops.map((loop) => selectorOf(loop));
  expect(selectorOf(loops[0]!) === one && one !== other).toBe(true);
  const ids = [one, other, one].map((selector) => selector!.add(() => {}));
  [one, other, one].forEach((selector, at) => added.push([selector!, ids[at]!]));
  expect(new Set(ids).size).toBe(3);
  expect(
    ids.map((id) => id % 2),
    'odd ones are the driver’s',
  ).toEqual([0, 0, 0]);
});

test('bytes are sent as they are, and anything else as JSON', () => {
  const sent = vi.spyOn(LoopbackDriver.prototype, 'order');
  const { selector, add } = desk();
  const id = add('any');
  const bytes = new Uint8Array([1, 2, 3]);
  selector.order(order.write, id, bytes);
  selector.order(order.listen, id, { host: 'nowhere', port: 1 });
  selector.order(order.end, id);
  expect(
    sent.mock.calls.map(([what, whom, given]) => [what, whom, [...given]]),
  ).toEqual([
    [order.write, id, [1, 2, 3]],
    [order.listen, id, [...encode({ host: 'nowhere', port: 1 })]],
    [order.end, id, []],
  ]);
});

test('an order for a socket that is gone is dropped', () => {
  const sent = vi.spyOn(LoopbackDriver.prototype, 'order');
  const { selector, add } = desk();
  const id = add('any');
  selector.remove(id);
  selector.order(order.write, id, new Uint8Array([1]));
  selector.order(order.write, id + 1000, new Uint8Array([1]));
  expect(sent).not.toHaveBeenCalled();
});

test('where no loop runs, the orders of one moment go off together, soon after', async () => {
  const { heard, selector, add } = desk();
  const exchange = vi.spyOn(LoopbackDriver.prototype, 'exchange');
  const ids = ['a', 'b', 'c'].map((name) => add(name));
  for (const id of ids) selector.order(order.listen, id, { host: HERE, port: 0 });
  expect([heard, exchange.mock.calls.length]).toEqual([[], 0]);
  for (let n = 0; n < 5; n++) await null;
  expect(heard).toEqual(['a: listening', 'b: listening', 'c: listening']);
  expect(exchange.mock.calls.length, 'how often it was asked').toBe(1);
  selector.order(order.close, ids[0]!);
  for (let n = 0; n < 5; n++) await null;
  expect(heard.at(-1), 'and again').toBe('a: closed');
});

test('a connection for a server that is gone is aborted', () => {
  const { selector, heard, listen, connect } = desk();
  const { id, port } = listen();
  selector.remove(id);
  connect(port);
  selector.poll();
  selector.poll();
  expect(heard).toContain('client: end');
});

test('news for a socket that was removed is dropped', () => {
  const { selector, heard, listen, connect } = desk();
  const { port } = listen();
  const client = connect(port);
  selector.remove(client);
  expect(outcome(() => selector.poll())).toBe(undefined);
  expect(heard).toEqual(['server: listening', 'server: accepted']);
});

test('on a network in memory nothing wakes a loop that sleeps', () => {
  const { loop, selector, listen } = desk();
  listen();
  expect(
    selector.loop !== undefined && selector.loop !== loop,
    'it is the loop’s',
  ).toBe(true);
  expect(outcome(() => loop.runUntilComplete(loop.createFuture()))).toBe(
    'threw DeadlockError',
  );
});

test('when its loop is closed all its sockets are, and those of others are not', () => {
  const one = desk();
  const other = desk();
  const { port } = one.listen();
  other.listen('other server');
  one.connect(port);
  one.selector.poll();
  one.accept();
  one.loop.close();
  const closed = one.heard.filter((line) => line.endsWith('closed')).sort();
  expect(closed).toEqual(['client: closed', 'far: closed', 'server: closed']);
  expect([sources.has(one.selector), sources.has(other.selector)]).toEqual([
    false,
    true,
  ]);
  expect(other.heard).toEqual(['other server: listening']);
});

test('an order that is given in a turn goes off, even if no other turn comes', async () => {
  const { loop, selector, heard, add } = desk();
  const id = add('server');
  loop.callSoon(() => selector.order(order.listen, id, { host: HERE, port: 0 }));
  loop.runOnce();
  await new Promise((resolve) => setTimeout(resolve));
  expect(heard).toEqual(['server: listening']);
});

test('a visitor that is let in while the loop closes is sent away', () => {
  const { loop, selector, heard, listen } = desk();
  const visitor = desk();
  const { port } = listen();
  visitor.connect(port);
  loop.close();
  visitor.selector.poll();
  visitor.selector.poll();
  expect([sources.has(selector), heard.includes('server: accepted')]).toEqual([
    false,
    false,
  ]);
  expect(visitor.heard).toContain('client: end');
});
