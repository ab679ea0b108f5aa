// npm run step: runs the tests of the steps in their order, says what is red first, and does it again
// whenever you save. `npm run step -- --once` does it once. A test that never ends is ended and named.
import { watch } from 'node:fs';
import { bring, isOfBringing } from './brings.ts';
import { passed, tell } from './steps.ts';
import { wrongTypes } from './types.ts';
import { testsRun, type Run } from './watched.ts';

let running: Run | undefined;
let stop = new AbortController();

/** @returns Whether all is green. */
async function run(isOnce: boolean): Promise<boolean> {
  running?.end();
  stop.abort();
  const { signal } = (stop = new AbortController());
  running = testsRun('--bail=1', '--reporter=./scripts/tell.ts');
  const { isGreen, endless } = await running.ended;
  if (signal.aborted) return false; // another one has begun
  if (endless) tell(endless.step, endless.red);
  const brought = bring(passed());
  if (brought) console.log(`\n${brought}`);
  // the tests are told at once, and not only when the compiler is done
  const wrong = passed() > 0 ? await wrongTypes(passed(), signal) : '';
  if (signal.aborted) return false;
  if (wrong) console.log(`\n${wrong}`);
  if (!isOnce) console.log('\nSave a file to check again. Ctrl+C ends this.');
  return isGreen;
}

if (process.argv.includes('--once')) process.exitCode = (await run(true)) ? 0 : 1;
else {
  let saved: NodeJS.Timeout | undefined;
  for (const folder of ['src', 'steps'])
    watch(folder, { recursive: true }, (_, file) => {
      if (folder === 'src' && file !== null && isOfBringing(file)) return;
      clearTimeout(saved); // an editor writes more than once
      saved = setTimeout(() => {
        console.log('\n― saved ―\n');
        void run(false);
      }, 100);
    });
  await run(false);
}
