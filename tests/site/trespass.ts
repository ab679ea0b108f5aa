// Whether a program got anything into the page that ran it: markup, a script, a request.
import type { Page } from 'playwright-core';

/** Markup that would be noticed: an element, a script of the page's own origin, and a request. */
export const MARKUP =
  `<b class="trespasser">x</b><iframe class="trespasser" srcdoc="<script src='data:text/javascript,top.trespassed=1'></script><script>top.trespassed=1</script>"></iframe>` +
  `<img class="trespasser" src="/trespass" onerror="trespassed=1"><svg class="trespasser" onload="trespassed=1"></svg>`;

/** As an expression in a program: an object that some template takes for markup of its own. */
export const LOOKS_LIKE_MARKUP = `{ html: ${JSON.stringify(MARKUP)}, length: 1, __html: ${JSON.stringify(MARKUP)}, dangerouslySetInnerHTML: { __html: ${JSON.stringify(MARKUP)} }, type: 'iframe', props: { className: 'trespasser', srcdoc: 'x' }, _$litType$: 1, strings: [${JSON.stringify(MARKUP)}], constructor: undefined, key: null, ref: null }`;

export interface Watch {
  /** What of it is there, in words; empty where all is well. */
  found(): Promise<string[]>;
}

/** Call it before the page is there. */
export async function watchFor(page: Page): Promise<Watch> {
  const asked: string[] = [];
  page.on(
    'request',
    (request) => /trespass/.test(request.url()) && asked.push(`a request for ${request.url()}`),
  );
  const navigations: string[] = [];
  page.on('framenavigated', (frame) => frame === page.mainFrame() && navigations.push(frame.url()));
  await page.addInitScript(() => {
    if (window !== top) return;
    const seen: string[] = [];
    Object.assign(window, { trespassers: seen });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          for (const one of [node, ...node.querySelectorAll('*')]) {
            const attributes = [...one.attributes];
            if (one.matches('.trespasser')) seen.push(`the element <${one.localName}>`);
            // the sandbox's own frame has no address that a program could choose
            if (
              attributes.some(
                ({ name, value }) => /^on/i.test(name) || /^\s*javascript:/i.test(value),
              )
            )
              seen.push(`a handler on <${one.localName}>`);
          }
        }
    }).observe(document, { childList: true, subtree: true });
  });
  return {
    async found() {
      const inPage = await page.evaluate(() => {
        const { trespassers, trespassed } = window as unknown as {
          trespassers: string[];
          trespassed?: 1;
        };
        return [
          ...trespassers,
          ...(trespassed ? ['a script ran in the page'] : []),
          ...(document.querySelector('.trespasser') ? ['an element is there'] : []),
        ];
      });
      const away = navigations.length > 1 ? [`the page went to ${navigations.at(-1)}`] : [];
      return [...new Set([...inPage, ...asked, ...away])];
    },
  };
}
