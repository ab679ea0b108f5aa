import { contextManager } from '../src/index.ts';

const openFile = contextManager(function* (name: string) {
  try {
    yield name;
  } catch {
    console.log('never printed: the error does not get here');
  } finally {
    console.log('closing', name);
  }
});

function write() {
  using manager = openFile('notes');
  console.log('body', manager.enter());
  throw new Error('disk full');
}

try {
  write();
} catch (error) {
  console.log('not suppressed:', String(error));
}
