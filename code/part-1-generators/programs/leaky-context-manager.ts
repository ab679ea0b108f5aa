import { LeakyContextManager, leakyWith } from '../src/drafts/leaky-context-manager.ts';

function* ignoreErrors() {
  try {
    yield;
  } catch (error) {
    console.log('ignored', String(error));
  }
}

const length = leakyWith(new LeakyContextManager(ignoreErrors()), (): number => {
  throw new Error('disk full');
});
console.log('the body returned', length);
