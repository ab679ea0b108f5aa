// Sockets: what happens at each end of a connection. Which port it has, and in which pieces bytes come in,
// differs from run to run: the first isn't recorded, and of the second the sums.
import { count } from '../../door/shapes.ts';
import type { Draft } from '../draft.ts';
import type { SocketState, State } from '../state.ts';
import { bytesOf, numberOf } from '../words.ts';
import { kind } from './kind.ts';
import { id, name, optional, otherId, type Id } from './shapes.ts';

/** What an end is called, at the beginning of a sentence. */
const End = (id: Id, called: (id: Id) => string, { sockets }: State): string =>
  `The ${sockets.get(id)?.isCaller === false ? 'server' : 'caller'}’s end of ${called(id)}`;
const endOf = (...what: Parameters<typeof End>): string => `t${End(...what).slice(1)}`;

/** How much hasn't come in at the other end, if that's known. */
const underWay = ({ sockets }: State, id: Id, more = 0): string => {
  const { other, underWay = 0 } = sockets.get(id) ?? {};
  return other === undefined ? '' : `, with ${bytesOf(underWay + more)} under way`;
};

const socket = (draft: Draft, id: Id, change: (it: SocketState) => Partial<SocketState>): void => {
  const it = draft.state.sockets.get(id);
  if (it) draft.state.sockets.set(id, { ...it, ...change(it) });
};
const isMade = (draft: Draft, since: number, id: Id, what: Partial<SocketState>): void =>
  void draft.state.sockets.set(id, {
    id,
    isCaller: true,
    phase: 'open',
    waiting: 0,
    underWay: 0,
    isPaused: false,
    hasEnded: false,
    hasHeardEnd: false,
    since,
    ...what,
  });

export const SOCKETS = [
  /** A program connects to a server. */
  kind('dials', {
    fields: { id, task: optional(otherId) },
    groups: ['Sockets'],
    fold: (draft, { n, id, task }) =>
      isMade(draft, n, id, { phase: 'opening', ...(task !== undefined && { task }) }),
    sentence: ({ id, task }, { name }) =>
      `${task === undefined ? 'The program' : name(task)} connects to a server: ${name(id)} is being opened.`,
  }),
  /** A server of the program gets a connection. */
  kind('accepts', {
    fields: {
      id,
      /** The end of the caller, if that's in the program too. */
      other: optional(otherId),
    },
    groups: ['Sockets'],
    fold(draft, { n, id, other }) {
      const isKnown = other !== undefined && other !== id && draft.state.sockets.has(other);
      isMade(draft, n, id, { isCaller: false, ...(isKnown && { other }) });
      if (isKnown) socket(draft, other, () => ({ other: id }));
    },
    sentence: ({ id }, { name }) => `A server accepts ${name(id)}.`,
  }),
  /** Who asked for it hears that a server has it. */
  kind('opened', {
    fields: { id },
    groups: ['Sockets'],
    fold: (draft, { id }) =>
      socket(draft, id, ({ phase }) => ({ phase: phase === 'opening' ? 'open' : phase })),
    sentence: ({ id }, { name }, before) => `${End(id, name, before)} is open.`,
  }),
  /** Bytes go out. */
  kind('wrote', {
    fields: {
      id,
      bytes: count,
      /** By so many calls, if by more than one. */ calls: optional(count),
    },
    groups: ['Sockets'],
    fold: (draft, { id, bytes }) =>
      socket(draft, id, ({ underWay }) => ({ underWay: underWay + bytes })),
    sentence({ n, id, bytes, calls }, { name, who }, before) {
      const times = calls === undefined ? '' : ` by ${numberOf(calls)} calls of write()`;
      return `${who({ n })} writes ${bytesOf(bytes)} at ${endOf(id, name, before)}${times}${underWay(before, id, bytes)}.`;
    },
  }),
  /** Bytes come in, and wait to be read. */
  kind('came', {
    fields: { id, bytes: count },
    groups: ['Sockets'],
    fold(draft, { id, bytes }) {
      socket(draft, id, ({ waiting }) => ({ waiting: waiting + bytes }));
      const other = draft.state.sockets.get(id)?.other ?? -1;
      socket(draft, other, ({ underWay }) => ({ underWay: Math.max(0, underWay - bytes) }));
    },
    sentence({ id, bytes }, { name }, before) {
      const waiting = (before.sockets.get(id)?.waiting ?? 0) + bytes;
      return `${End(id, name, before)} gets ${bytesOf(bytes)}, and has ${bytesOf(waiting)} to be read.`;
    },
  }),
  /** Bytes are read: the program has them. */
  kind('read', {
    fields: { id, bytes: count },
    groups: ['Sockets'],
    fold: (draft, { id, bytes }) =>
      socket(draft, id, ({ waiting }) => ({ waiting: Math.max(0, waiting - bytes) })),
    sentence({ n, id, bytes }, { name, who }, before) {
      const left = Math.max(0, (before.sockets.get(id)?.waiting ?? 0) - bytes);
      return `${who({ n })} reads ${bytesOf(bytes)} at ${endOf(id, name, before)}, and leaves ${bytesOf(left)}.`;
    },
  }),
  /** The reader of an end has too much, and asks the other side to wait. */
  kind('pauses', {
    fields: { id },
    groups: ['Sockets'],
    fold: (draft, { id }) => socket(draft, id, () => ({ isPaused: true })),
    sentence: ({ id }, { name }, before) =>
      `Too much waits at ${endOf(id, name, before)}, so it’s paused: it takes nothing more for now.`,
  }),
  kind('resumes', {
    fields: { id },
    groups: ['Sockets'],
    fold: (draft, { id }) => socket(draft, id, () => ({ isPaused: false })),
    sentence: ({ id }, { name }, before) => `${End(id, name, before)} takes bytes again.`,
  }),
  /** `drain()` has to wait. */
  kind('drains', {
    fields: { id, task: optional(otherId) },
    groups: ['Sockets'],
    fold: (draft, { id, task }) => socket(draft, id, () => ({ drainer: task ?? -1 })),
    sentence: ({ id, task }, { name }, before) =>
      `${task === undefined ? 'The program' : name(task)} waits in drain() at ${endOf(id, name, before)}, until it hears that the other side has taken enough.`,
  }),
  /** It has waited long enough, or for nothing. */
  kind('drained', {
    fields: { id },
    groups: ['Sockets'],
    fold: (draft, { id }) => socket(draft, id, () => ({ drainer: undefined })),
    sentence: ({ id }, { name }, before) =>
      `drain() at ${endOf(id, name, before)} is over${underWay(before, id)}.`,
  }),
  /** `writeEof()`: one direction is closed. */
  kind('halved', {
    fields: { id },
    groups: ['Sockets'],
    fold: (draft, { id }) => socket(draft, id, () => ({ hasEnded: true })),
    sentence: ({ id }, { name }, before) =>
      `${End(id, name, before)} will write nothing more: it’s half-closed.`,
  }),
  /** The other side has closed its direction. */
  kind('heard', {
    fields: { id },
    groups: ['Sockets'],
    fold: (draft, { id }) => socket(draft, id, () => ({ hasHeardEnd: true })),
    sentence: ({ id }, { name }, before) =>
      `${End(id, name, before)} hears that nothing more will come in.`,
  }),
  /** It's told to close: once all is sent, or at once. */
  kind('closes', {
    fields: { id, how: name },
    groups: ['Sockets'],
    fold: (draft, { id }) =>
      socket(draft, id, ({ phase }) => ({ phase: phase === 'closed' ? phase : 'closing' })),
    sentence: ({ id, how }, { name }, before) =>
      `${End(id, name, before)} is told to close, by ${how}().`,
  }),
  kind('lost', {
    fields: { id, code: name },
    groups: ['Sockets', 'Errors'],
    fold: (draft, { id, code }) => socket(draft, id, () => ({ error: code })),
    sentence: ({ id, code }, { name }, before) => `${End(id, name, before)} fails: ${code}.`,
  }),
  /** Nothing more happens there. */
  kind('shut', {
    fields: { id },
    groups: ['Sockets'],
    fold(draft, { id }) {
      socket(draft, id, () => ({ phase: 'closed', isPaused: false }));
      socket(draft, draft.state.sockets.get(id)?.other ?? -1, () => ({ underWay: 0 }));
    },
    sentence: ({ id }, { name }, before) => `${End(id, name, before)} is closed.`,
  }),
] as const;
