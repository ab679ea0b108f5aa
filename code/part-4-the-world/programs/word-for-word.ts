import { hear } from '../props/visitor.ts';
import { run, serveHttp, sleep, type Send } from '../src/index.ts';

const trains = ['7:02 to the sea\n', '7:15 to the mountains\n'];

function* answer() {
  return {
    headers: { 'content-type': 'text/plain' },
    *body(send: Send) {
      for (const train of trains) {
        yield* sleep(50); // looks it up
        yield* send(train);
      }
    },
  };
}

function* main() {
  const server = yield* serveHttp(answer, '127.0.0.1', 0);
  const rest = '/timetable HTTP/1.1\r\nHost: desk\r\n\r\n';
  console.log(yield* hear(server.address(), `GET ${rest}`));
  console.log('-----');
  console.log(yield* hear(server.address(), `HEAD ${rest}`));
}

run(main());
