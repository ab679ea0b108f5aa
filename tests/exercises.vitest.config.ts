// The judges of all exercises, on what a reader is given: tests/exercises.test.ts expects each of
// them to say no.
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['code/*/exercises/*/check.test.ts'] } });
