import type { HttpResponse } from '../src/index.ts';

const page = (type: string, body: string): HttpResponse => ({
  headers: { 'content-type': type },
  body,
});

const trains = [
  { at: '7:02', to: 'the sea', platform: 4 },
  { at: '7:15', to: 'the mountains', platform: 1 },
  { at: '8:40', to: 'the sea', platform: 4 },
];

/** What a browser can ask the desk for, by its path. */
export const station: ReadonlyMap<string, HttpResponse> = new Map([
  [
    '/',
    page(
      'text/html; charset=utf-8',
      `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The information desk</title>
<link rel="stylesheet" href="/station.css">
<img src="/train.svg" alt="A train" width="160" height="60">
<h1>The information desk</h1>
<table><tbody></tbody></table>
<script type="module" src="/station.js"></script>
</html>
`,
    ),
  ],
  [
    '/station.css',
    page(
      'text/css; charset=utf-8',
      `body { margin: 3rem auto; max-width: 30rem; font: 1.2rem/1.5 sans-serif; }
td { padding: 0.2rem 1rem 0.2rem 0; }
`,
    ),
  ],
  [
    '/station.js',
    page(
      'text/javascript; charset=utf-8',
      `const trains = await (await fetch('/timetable.json')).json();
for (const { at, to, platform } of trains) {
  const row = document.querySelector('tbody').insertRow();
  for (const text of [at, to, 'platform ' + platform])
    row.insertCell().textContent = text;
}
`,
    ),
  ],
  [
    '/train.svg',
    page(
      'image/svg+xml',
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 60">
<rect x="4" y="8" width="152" height="36" rx="10" fill="#2b6cb0"/>
<path d="M16 16h28v12h-28zM56 16h28v12h-28zM96 16h28v12h-28z" fill="#fff"/>
<circle cx="40" cy="48" r="8"/><circle cx="120" cy="48" r="8"/>
</svg>
`,
    ),
  ],
  ['/timetable.json', page('application/json', JSON.stringify(trains))],
]);
