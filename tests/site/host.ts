// A double of WebContainer's host for the tests of the built site (see tests/webcontainer/double):
// one for each test.
import type { Page } from 'playwright-core';
import { afterEach, beforeEach } from 'vitest';
import { startDouble, type Double } from '../webcontainer/double/server.ts';

/** Call at the top of a test file. What it gives back leads to the host of the running test. */
export function useHost(): { readonly host: Double; lead(page: Page): Promise<unknown> } {
  let host: Double;
  beforeEach(async () => {
    host = await startDouble();
  });
  afterEach(() => host.close());
  return {
    get host() {
      return host;
    },
    /**
     * Makes the client of a page look for the double instead of the real host, and the page's
     * policy allow the one instead of the other.
     */
    lead: async (page) => {
      await page.context().grantPermissions(['local-network-access']); // what a route answers counts as the wide world's
      await page.addInitScript(
        (origin) => Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: origin }),
        host.origin,
      );
      await page.route(
        (address) => address.pathname.endsWith('/') && address.origin !== host.origin,
        async (route) => {
          const response = await route.fetch();
          await route.fulfill({
            response,
            body: (await response.text()).replaceAll('https://stackblitz.com', host.origin),
          });
        },
      );
    },
  };
}
