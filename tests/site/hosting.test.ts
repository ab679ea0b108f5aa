// What hosts are told, what the pages' policies allow, and the book under a path.
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { EVERYWHERE, FOREVER, SANDBOXES } from '../../src/hosting/headers.ts';
import { staticHost, type StaticHost } from '../static-host.ts';
import { ROOT, UNDER } from './serve.ts';
import { ended, freshContext, printed, run, useBrowser } from './site.ts';

useBrowser();

const RULES = {
  '/*': EVERYWHERE,
  ...Object.fromEntries([FOREVER, ...SANDBOXES].map(({ paths, headers }) => [paths, headers])),
};

describe('headers', () => {
  test('Netlify and Cloudflare Pages are told of each', () => {
    const told: Record<string, Record<string, string>> = {};
    let rule = {};
    for (const line of readFileSync(`${ROOT}/_headers`, 'utf8').split('\n')) {
      const [, name, value] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? [];
      if (name) Object.assign(rule, { [name]: value });
      else if (line !== '') told[line] = rule = {};
    }
    expect(told).toEqual(RULES);
  });

  test('and so is Vercel', () => {
    const { headers } = JSON.parse(readFileSync('vercel.json', 'utf8')) as {
      headers: { source: string; headers: { key: string; value: string }[] }[];
    };
    expect(
      Object.fromEntries(
        headers.map(({ source, headers }) => [
          source.replace('(.*)', '*'),
          Object.fromEntries(headers.map(({ key, value }) => [key, value])),
        ]),
      ),
    ).toEqual(RULES);
  });

  test('npm start serves them, so that what is tested here is what a host does', async () => {
    const { headers } = await fetch(inject('site'));
    for (const [name, value] of Object.entries(EVERYWHERE)) expect(headers.get(name)).toBe(value);
  });
});

describe('the policy of each page', () => {
  const pages = [ROOT, UNDER.root].flatMap((root) => globSync(`${root}/**/*.html`));
  const policyOf = (html: string): Record<string, string[]> => {
    const [, text] =
      /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
    return Object.fromEntries(
      (text ?? '')
        .replaceAll('&#39;', "'")
        .split('; ')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
    );
  };

  test('is there, ahead of all that it is to hold for, and begins with nothing', () => {
    expect(pages.length).toBeGreaterThan(300);
    for (const file of pages) {
      const html = readFileSync(file, 'utf8');
      expect(policyOf(html)['default-src'], file).toEqual(["'none'"]);
      expect(html.indexOf('http-equiv="Content-Security-Policy"'), file).toBeLessThan(
        html.search(/<(script|link|style|title)/),
      );
    }
  });

  test('allows no script in the page but those it names by their hash, and no other origin but that of Node, where programs run', () => {
    for (const file of pages) {
      const html = readFileSync(file, 'utf8');
      const {
        'script-src': scripts = [],
        'connect-src': connect = [],
        'frame-src': frames = [],
        ...others
      } = policyOf(html);
      expect(scripts, file).not.toContain("'unsafe-inline'");
      for (const [, script] of html.matchAll(/<script>([^]*?)<\/script>/g))
        expect(scripts, file).toContain(
          `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
        );
      expect(html.match(/ on[a-z]+="/g), file).toBeNull();
      const runs = /<(program-box|tasque-lab|take-home|step-to-step|own-loop)\b/.test(html);
      if (!file.includes('/runner/sandbox/'))
        for (const source of [...scripts, ...(others['worker-src'] ?? [])])
          expect(source, file).toMatch(/^'(self|wasm-unsafe-eval|sha256-.*)'$/);
      const elsewhere = [
        ...scripts,
        ...connect,
        ...frames,
        ...Object.entries(others).flatMap(([name, sources]) =>
          name === 'form-action' ? [] : sources,
        ),
      ].filter((source) => /^[\w*]*:?\/\//.test(source)); // a hash may have // in it, too
      expect(new Set(elsewhere), file).toEqual(
        new Set(runs || file.includes('/runner/webcontainer/') ? ['https://stackblitz.com'] : []),
      );
    }
  });

  test('of a sandbox lets nothing out', () => {
    const sandboxes = pages.filter((file) => file.includes('/runner/sandbox/'));
    expect(sandboxes.length).toBe(2 * SANDBOXES.length);
    for (const file of sandboxes) {
      const { 'script-src': scripts, ...others } = policyOf(readFileSync(file, 'utf8'));
      expect(scripts, file).toEqual([
        expect.stringMatching(/^'sha256-.*'$/),
        "'unsafe-eval'",
        'blob:',
        'data:',
      ]);
      expect(others, file).toEqual({
        'default-src': ["'none'"],
        'worker-src': ['blob:', 'data:'],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
      });
    }
  });

  test('stops what it should: a script that somebody got into the page, and a request to elsewhere', async () => {
    const context = await freshContext();
    const page = await context.newPage();
    await page.goto(`${inject('site')}/part-3-task-loop/run-until-complete/`);
    const outcome = await page.evaluate(async () => {
      const stopped: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        stopped.push(effectiveDirective),
      );
      const script = document.createElement('script');
      // to set it as its text throws, where there are Trusted Types
      script.append('window.injected = true');
      document.body.append(script);
      document.body.append(
        Object.assign(document.createElement('img'), { src: 'https://elsewhere.example/' }),
      );
      await fetch('https://elsewhere.example/').catch(() => {});
      while (!stopped.includes('connect-src') || !stopped.includes('img-src'))
        await new Promise((resolve) => setTimeout(resolve, 20));
      return { stopped: stopped.sort(), injected: 'injected' in window };
    });
    expect(outcome.injected).toBe(false);
    expect(outcome.stopped).toEqual(expect.arrayContaining(['connect-src', 'img-src']));
    await context.close();
  });
});

describe('under a path, on a host that sends no headers', () => {
  let host: StaticHost;
  beforeAll(async () => {
    host = await staticHost(UNDER.root, UNDER);
  });
  afterAll(() => host.close());

  test('a program runs, search finds, and nothing is asked for outside the path', async () => {
    const context = await freshContext();
    const page = await context.newPage();
    const outside: string[] = [];
    page.on(
      'request',
      (request) =>
        /^http/.test(request.url()) &&
        !request.url().startsWith(host.origin + UNDER.base) &&
        outside.push(request.url()),
    );
    await page.goto(`${host.origin}${UNDER.base}part-3-task-loop/a-queue-of-callbacks/`);
    const box = page.getByRole('region', { name: 'callbacks-in-order.ts', exact: true });
    await run(box);
    expect(await ended(box)).toMatch(/^Ran/);
    expect(await printed(box)).toBe(
      readFileSync('code/part-3-task-loop/programs/callbacks-in-order.out', 'utf8'),
    );
    await page.keyboard.press('Escape');
    await page.locator('header [data-do=search]').click();
    await page.getByRole('dialog').getByRole('searchbox').fill('ready queue');
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /queue of callbacks/ })
      .first()
      .click();
    await page.waitForURL(`**${UNDER.base}part-3-task-loop/a-queue-of-callbacks/**`);
    await page.getByRole('link', { name: 'Next' }).click();
    await page.waitForURL(`**${UNDER.base}part-3-task-loop/a-call-that-can-be-taken-back/`);
    expect(outside).toEqual([]);
    await context.close();
  });

  test('who comes to a page that is not there is shown the way', async () => {
    const context = await freshContext();
    const page = await context.newPage();
    await page.goto(`${host.origin}${UNDER.base}part-3-task-loop/no-such-chapter/`);
    await page.getByRole('link', { name: 'The contents' }).click();
    await page.waitForURL(`**${UNDER.base}#contents`);
    await context.close();
  });
});
