import { contextManager, withContext } from '../src/index.ts';

const openFile = contextManager(function* () {
  console.log('opening');
  try {
    yield;
  } finally {
    console.log('closing');
  }
});

try {
  withContext(openFile(), () => {
    throw new Error('disk full');
  });
} catch (error) {
  console.log(String(error));
}
