import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['code/*/tests/*.test.ts', 'tests/properties/*.test.ts'],
    exclude: ['**/drafts.test.ts'],
  },
});
