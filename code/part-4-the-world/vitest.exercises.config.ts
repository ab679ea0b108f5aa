import { defineConfig } from 'vitest/config';

// Only a test that hangs takes a minute, on a slow machine too.
export default defineConfig({
  test: {
    include: ['exercises/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
