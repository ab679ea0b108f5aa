// No text becomes markup or a script on any page, whoever gives it to the browser.
import { expect, inject, test } from 'vitest';
import { freshContext, KINDS, useBrowser } from './site.ts';

useBrowser();

/** Ways to make markup, a script or the address of one out of text. */
const SINKS: Record<string, string> = {
  innerHTML: `document.createElement('div').innerHTML = '<b>x</b>'`,
  outerHTML: `document.body.appendChild(document.createElement('div')).outerHTML = '<b>x</b>'`,
  insertAdjacentHTML: `document.body.insertAdjacentHTML('beforeend', '<b>x</b>')`,
  srcdoc: `document.createElement('iframe').srcdoc = '<b>x</b>'`,
  'the attribute srcdoc': `document.createElement('iframe').setAttribute('srcdoc', '<b>x</b>')`,
  'document.write': `document.write('<b>x</b>')`,
  createContextualFragment: `document.createRange().createContextualFragment('<b>x</b>')`,
  DOMParser: `new DOMParser().parseFromString('<b>x</b>', 'text/html')`,
  setHTMLUnsafe: `document.createElement('div').setHTMLUnsafe('<b>x</b>')`,
  'the text of a script': `document.createElement('script').text = 'x = 1'`,
  'an address of text': `document.createElement('script').src = 'data:text/javascript,1'`,
  'an address elsewhere': `document.createElement('script').src = 'https://elsewhere.example/x.js'`,
  'a page of this site as a script': `document.createElement('script').src = '/glossary/'`,
  'a way out of the folder': `document.createElement('script').src = '/_astro/../x.js'`,
  'the same, disguised': `document.createElement('script').src = '/_astro/%2e%2e/x.js'`,
  'a worker made of text': `new Worker('data:text/javascript,1')`,
  'a worker of a blob': `new Worker(URL.createObjectURL(new Blob(['1'])))`,
  'another service worker': `navigator.serviceWorker.register('/other.js')`,
  'a handler': `document.createElement('b').setAttribute('onclick', 'x = 1')`,
  eval: `eval('1')`,
  'a policy of its own': `trustedTypes.createPolicy('mine', { createHTML: (text) => text })`,
  'the policy again': `trustedTypes.createPolicy('default', { createHTML: (text) => text })`,
};

test.each(KINDS)('%s: text is refused by each sink', async (path) => {
  const context = await freshContext({ serviceWorkers: 'allow' }); // else its register() is the browser's no more
  try {
    const page = await context.newPage();
    // by a script of the page and in its own time: what a debugger asks for may use eval
    const sinks = Object.entries(SINKS).map(
      ([name, code]) => `[${JSON.stringify(name)}, () => ${code}]`,
    );
    await page.addInitScript({
      content: `self.letIn = new Promise((resolve) => addEventListener('load', () => setTimeout(async () => {
        const names = [];
        for (const [name, attempt] of [${sinks.join(',\n')}])
          try {
            await attempt();
            names.push(name);
          } catch {}
        resolve(names);
      })));`,
    });
    await page.goto(new URL(path, inject('site')).href);
    const letIn = await page.evaluate(
      () => (self as unknown as { letIn: Promise<string[]> }).letIn,
    );
    expect(letIn).toEqual([]);
  } finally {
    await context.close();
  }
});
