import { defineConfig } from 'vitest/config';
import { scriptText } from './src/runner/page/script-text.ts';

const plugins = [scriptText()];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'code', include: ['code/*/tests/**/*.test.ts'] } },
      { plugins, test: { name: 'book', include: ['tests/*.test.ts', 'tests/book/*.test.ts', 'tests/runner/*.test.ts', 'tests/properties/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'site', include: ['tests/site/*.test.ts'], globalSetup: 'tests/site/serve.ts', testTimeout: 60_000, hookTimeout: 120_000 } },
    ],
  },
});
