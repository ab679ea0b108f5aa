import { FirstContextManager, firstWith } from '../src/drafts/first-context-manager.ts';

function* openFile() {
  console.log('opening');
  try {
    yield;
  } finally {
    console.log('closing');
  }
}

try {
  firstWith(new FirstContextManager(openFile()), () => {
    throw new Error('disk full');
  });
} catch (error) {
  console.log(String(error));
}
