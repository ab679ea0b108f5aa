import { defineConfig } from 'vitest/config';

// The exercises fail until somebody solves them: `npm run exercise` judges those.
// Only a test that hangs takes a minute, on a slow machine too.
export default defineConfig({
  test: { include: ['tests/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
