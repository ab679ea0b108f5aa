import { askAndWait } from '../props/site.ts';

function check(path: string) {
  console.log('asking for', path);
  const page = askAndWait(path);
  console.log(path, page.status);
}

for (const path of ['/', '/blog', '/shop', '/team', '/jobs', '/cart']) check(path);
