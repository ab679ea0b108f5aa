// The desk that a reader takes home, `npm run serve`, as a process of its own: a real browser, curl
// and a crowd ask it.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText } from '../../src/plain-text.ts';
import { launch } from '../browser.ts';

const STAGE = 'code/part-4-the-world';
const folder = mkdtempSync(join(tmpdir(), 'station-'));
writeFileSync(join(folder, 'lost.txt'), 'one umbrella\n');

let desk: ChildProcess;
let url: string;
let said = '';

beforeAll(async () => {
  const { scripts } = JSON.parse(readText(`${STAGE}/package.json`)) as {
    scripts: Record<'serve', string>;
  };
  const [command, program, port] = scripts.serve.split(' ');
  expect([command, port]).toEqual(['node', '8080']);
  // any port that is free: 8080 may be in use where the tests run
  desk = spawn(process.execPath, [`${STAGE}/${program}`, '0', folder]);
  url = await new Promise((resolve, reject) => {
    const hear = (data: unknown): void => {
      said += String(data);
      const [address] = /http:\S+/.exec(said) ?? [];
      if (address) resolve(address);
    };
    desk.stdout!.on('data', hear);
    desk.stderr!.on('data', hear);
    desk.once('exit', () => reject(new Error(`the desk has closed: ${said}`)));
  });
});
afterAll(() => {
  desk.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('a browser gets the page, and all that the page asks for', async () => {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const asked = new Map<string, number>();
    page.on('response', (response) => {
      asked.set(new URL(response.url()).pathname, response.status());
    });
    await page.goto(url);
    await page.locator('tr').nth(2).waitFor();
    expect(await page.locator('tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^7:02\s+the sea\s+platform 4$/),
      expect.stringMatching(/^7:15\s+the mountains\s+platform 1$/),
      expect.stringMatching(/^8:40\s+the sea\s+platform 4$/),
    ]);
    const seen = await page.evaluate(() => ({
      picture: document.querySelector('img')!.naturalWidth > 0,
      family: getComputedStyle(document.body).fontFamily,
    }));
    expect(seen).toEqual({ picture: true, family: 'sans-serif' });
    asked.delete('/favicon.ico');
    expect(Object.fromEntries(asked)).toEqual({
      '/': 200,
      '/station.css': 200,
      '/station.js': 200,
      '/train.svg': 200,
      '/timetable.json': 200,
    });
  } finally {
    await browser.close();
  }
});

const curl = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)('curl', ['--silent', '--show-error', ...args])).stdout;

test('curl gets two pages by one connection, and a file of the folder', async () => {
  const told = '%{http_code} %{num_connects}\n';
  const answers = await curl('--write-out', told, `${url}lost.txt`, `${url}favicon.ico`);
  expect(answers).toBe(`one umbrella\n200 1\nthere is no such file\n404 0\n`);
  expect(await curl('--head', url)).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n$/);
});

test('fifty connections at once get all their answers', async () => {
  const { errors, timeouts, non2xx, ...counts } = await autocannon({
    url,
    connections: 50,
    amount: 5000,
  });
  expect({ errors, timeouts, non2xx, answered: counts['2xx'] }).toEqual({
    errors: 0,
    timeouts: 0,
    non2xx: 0,
    answered: 5000,
  });
});

/** Sends this, and gives the first line of what comes back before the connection ends. */
const answerTo = (text: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    let answer = '';
    connect(Number(new URL(url).port), '127.0.0.1')
      .setEncoding('latin1')
      .on('data', (data) => (answer += String(data)))
      .on('error', () => {})
      .on('close', () => resolve(answer.split('\r\n')[0]))
      .end(text);
  });

test('a thousand broken requests and a slow visitor cost the others nothing', async () => {
  const rest = [...'GET / HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n'];
  const slow = connect(Number(new URL(url).port), '127.0.0.1');
  let heard = '';
  slow.on('data', (data) => (heard += String(data)));
  const sayOne = (): void => void slow.write(rest.shift() ?? '');
  sayOne();
  const drip = setInterval(sayOne, 1000);

  const load = autocannon({ url, connections: 50, amount: 5000 });
  const broken = [
    'Hello! Which platform?\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: desk\r\nno colon\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: desk\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: desk\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n',
  ];
  for (let batch = 0; batch < 20; batch++) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => answerTo(broken[n % broken.length]!)),
    );
    expect(new Set(answers)).toEqual(new Set(['HTTP/1.1 400 Bad Request']));
  }
  const { errors, non2xx, ...counts } = await load;
  expect([errors, non2xx, counts['2xx']]).toEqual([0, 0, 5000]);

  clearInterval(drip); // it has waited for all this time, and is served as well
  expect(heard).toBe('');
  slow.write(rest.splice(0).join(''));
  await new Promise((resolve) => slow.once('close', resolve));
  expect(heard).toMatch(/^HTTP\/1\.1 200 OK[^]*<h1>The information desk<\/h1>/);
  expect(said).toBe(`${url} until you press Ctrl-C\n`);
});

// Windows has no signal that a program could be sent
test.skipIf(process.platform === 'win32')('Ctrl-C ends it', async () => {
  const ended = new Promise((resolve) => desk.once('exit', (_, signal) => resolve(signal)));
  desk.kill('SIGINT');
  expect(await ended).toBe('SIGINT');
});
