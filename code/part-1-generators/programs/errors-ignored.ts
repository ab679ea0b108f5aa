import {
  SecondContextManager,
  secondWith,
} from '../src/drafts/second-context-manager.ts';

function* ignoreErrors() {
  try {
    yield;
  } catch (error) {
    console.log('ignored', String(error));
  }
}

const length = secondWith(new SecondContextManager(ignoreErrors()), (): number => {
  throw new Error('disk full');
});
console.log('the body returned', length);
