import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['code/*/tests/*.test.ts', 'tests/properties/*.test.ts'],
    exclude: ['**/drafts.test.ts'],
    testTimeout: 60_000, // instrumented code is slow; of what hangs Stryker itself decides
  },
});
