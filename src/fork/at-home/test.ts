// npm test: all steps, or those whose names begin as you say. A test that never ends is ended and named.
import { titleOf } from './steps.ts';
import { testsRun } from './watched.ts';

const { isGreen, endless } = await testsRun(...process.argv.slice(2)).ended;
if (endless)
  console.log(`\n✗ ${titleOf(endless.step)}\n${endless.red}\nThe tests after it weren’t run.`);
process.exitCode = isGreen ? 0 : 1;
