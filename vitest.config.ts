import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [{ test: { name: 'code', include: ['code/*/tests/**/*.test.ts'] } }],
  },
});
