// Part of `npm run check`: each stage's types, as `npm run check` in a fork of it finds them, and those of the
// tests of its steps.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const tsc = 'node_modules/@typescript/native/bin/tsc';
const results = globSync('code/*/{,steps/}tsconfig.json')
  .sort()
  .map((project) => spawnSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' }));
process.exitCode = results.length > 0 && results.every(({ status }) => status === 0) ? 0 : 1;
