import { station } from '../props/station.ts';
import { readAnswer } from '../props/visitor.ts';
import {
  HttpError,
  openConnection,
  run,
  serveHttp,
  staticFiles,
} from '../src/index.ts';
import type { Address, HttpRequest } from '../src/index.ts';

const [port, folder] = globalThis.process?.argv.slice(2) ?? [];
const files = folder === undefined ? undefined : staticFiles(folder);

function* answer(request: HttpRequest) {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new HttpError(405, 'ask with GET', { allow: 'GET, HEAD' });
  const page = station.get(request.path);
  if (page) return page;
  if (files) return yield* files(request);
  throw new HttpError(404, `there is no ${request.path}`);
}

function* browse({ host, port }: Address) {
  const [reader, writer] = yield* openConnection(host, port);
  for (const path of [...station.keys(), '/favicon.ico']) {
    writer.write(`GET ${path} HTTP/1.1\r\nHost: desk\r\n\r\n`);
    const { status, headers } = (yield* readAnswer(reader))!;
    console.log(`${status} ${path}, ${headers.get('content-type')}`);
  }
  writer.close();
}

function* main() {
  const server = yield* serveHttp(answer, '127.0.0.1', Number(port ?? 0));
  const address = server.address();
  if (port === undefined) return yield* browse(address);
  console.log(`http://${address.host}:${address.port}/ until you press Ctrl-C`);
  yield* server.serveForever();
}

run(main());
