// Ten thousand who have nothing to say, at a server in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

/** As far as the system lets a process have so many, and both sides need some for themselves. */
function asManyAsAllowed(wanted: number): number {
  const { userLimits } = process.report.getReport() as {
    userLimits?: { open_files: { soft: number | 'unlimited' } }; // Windows has no such limit
  };
  const allowed = Number(userLimits?.open_files.soft ?? Infinity);
  return Math.min(wanted, (Number.isNaN(allowed) ? Infinity : allowed) - 500);
}

const connected = async (port: number): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
};

/** What comes back for a word; nothing, if the server has hung up. */
const echoOf = (socket: Socket, word: string): Promise<string> =>
  new Promise((resolve) => {
    socket.once('data', (data) => resolve(String(data)));
    socket.once('close', () => resolve(''));
    if (socket.destroyed) resolve('');
    else socket.write(word);
  });

test('ten thousand idle connections all stay, and each is answered when it speaks', async () => {
  const wanted = asManyAsAllowed(10_000);
  const server = spawn(process.execPath, [
    '--no-warnings',
    'tests/bench/world/servers.ts',
    'echo',
    'ours',
  ]);
  const sockets: Socket[] = [];
  try {
    const [said] = await once(createInterface(server.stdout), 'line');
    const { port } = JSON.parse(String(said)) as { port: number };
    while (sockets.length < wanted) {
      const some = Math.min(100, wanted - sockets.length);
      sockets.push(...(await Promise.all(Array.from({ length: some }, () => connected(port)))));
    }
    const heard = new Map<string, number>();
    for (let at = 0; at < sockets.length; at += 500) {
      const words = sockets.slice(at, at + 500).map((socket) => echoOf(socket, 'still here'));
      for (const word of await Promise.all(words)) heard.set(word, (heard.get(word) ?? 0) + 1);
    }
    expect(Object.fromEntries(heard)).toEqual({ 'still here': wanted });
    expect(server.exitCode).toBe(null);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.kill('SIGKILL');
  }
});
