// When the tests of Node in the page last passed with the real host of WebContainers:
// content/webcontainer.json, which tests/webcontainer/tell.ts writes from the report of the weekly run.
import passed from '../../content/webcontainer.json' with { type: 'json' };

export const BROWSERS = { chromium: 'Chromium', firefox: 'Firefox' } as const;

/** For each browser that ever passed, the day, as `2026-11-30`. */
export type Passed = Partial<Record<keyof typeof BROWSERS, string>>;

const inWords = (day: string): string =>
  new Date(`${day}T00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A sentence about it. */
export function whenPassed(days: Passed = passed): string {
  const browsers = Object.keys(BROWSERS) as (keyof Passed)[];
  const names = (some: (keyof Passed)[]): string =>
    some.map((browser) => BROWSERS[browser]).join(' and ');
  const never = browsers.filter((browser) => days[browser] === undefined);
  if (never.length === browsers.length)
    return 'Our tests of it have only met a stand-in for the host that starts it: we haven’t run them with the real one yet.';
  const byDay = Map.groupBy(
    browsers.filter((browser) => days[browser] !== undefined),
    (browser) => days[browser]!,
  );
  const when = [...byDay].map(([day, some]) => `on ${inWords(day)} in ${names(some)}`).join(', ');
  return `With the real host that starts it, our tests last passed ${when}${never.length > 0 ? `, and never yet in ${names(never)}` : ''}.`;
}
