import { contextManager, withContext } from '../src/index.ts';

const openFile = contextManager(function* () {
  try {
    yield;
  } finally {
    console.log('closing');
  }
});

const ignoreErrors = contextManager(function* () {
  try {
    yield;
  } catch (error) {
    console.log('ignored', String(error));
  }
});

withContext(ignoreErrors(), () => {
  withContext(openFile(), () => {
    throw new Error('disk full');
  });
  console.log('not reached');
});
console.log('and on we go');
