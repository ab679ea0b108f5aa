import { ask, loop } from '../props/site.ts';

function* check(path: string) {
  console.log('asking for', path);
  const page = yield* ask(path);
  return page.status;
}

const checking = check('/jobs');
console.log('called');

let step = checking.next();
while (!step.done) {
  console.log('stopped');
  loop.runUntilComplete(step.value);
  step = checking.next();
}
console.log('returned', step.value);
