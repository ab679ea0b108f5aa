import { PageEngine } from '../../../src/runner/page/engine.ts';
import type { Make } from '../page.ts';

export const make: Make = () => new PageEngine('runner/sandbox/');
