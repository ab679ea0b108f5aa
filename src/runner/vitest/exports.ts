/** What can be imported from `vitest` in the page: see vitest.ts. */
export const VITEST_EXPORTS = [
  'afterAll',
  'afterEach',
  'beforeAll',
  'beforeEach',
  'describe',
  'expect',
  'expectTypeOf',
  'it',
  'onTestFailed',
  'onTestFinished',
  'suite',
  'test',
  'vi',
] as const;
