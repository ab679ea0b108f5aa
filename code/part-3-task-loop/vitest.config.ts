import { defineConfig } from 'vitest/config';

// The exercises fail until somebody solves them: `npm run exercise` judges those.
export default defineConfig({ test: { include: ['tests/**/*.test.ts'] } });
