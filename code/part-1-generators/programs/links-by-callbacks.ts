import { fetchPage } from '../props/site.ts';

const seen = new Set<string>();
let waiting = 0;

function check(path: string, from: string): void {
  if (seen.has(path)) return;
  seen.add(path);
  follow(path, path, from, 0);
}

function follow(path: string, link: string, from: string, moves: number): void {
  waiting++;
  fetchPage(path, ({ status, links, movedTo }) => {
    if (movedTo && moves < 3) follow(movedTo, link, from, moves + 1);
    else if (movedTo) console.log(`${from} links to ${link}: it moves in a circle`);
    else if (status !== 200) console.log(`${from} links to ${link}: ${status}`);
    else for (const next of links) check(next, link);
    waiting--;
    if (waiting === 0) console.log(`${seen.size} links checked`);
  });
}

check('/', 'you');
