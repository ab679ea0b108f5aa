import { contextManager } from '../src/index.ts';

const openFile = contextManager(function* (name: string) {
  try {
    yield name;
    console.log('the work is saved');
  } catch {
    console.log('the work is lost');
  } finally {
    console.log('closing', name);
  }
});

function write() {
  using manager = openFile('notes');
  console.log('writing', manager.enter());
  throw new Error('disk full');
}

try {
  write();
} catch (error) {
  console.log(String(error));
}
