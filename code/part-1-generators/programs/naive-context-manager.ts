import { NaiveContextManager, naiveWith } from '../src/drafts/naive-context-manager.ts';

function* openFile() {
  console.log('opening');
  try {
    yield;
  } finally {
    console.log('closing');
  }
}

try {
  naiveWith(new NaiveContextManager(openFile()), () => {
    throw new Error('disk full');
  });
} catch (error) {
  console.log('the file is still open:', String(error));
}
