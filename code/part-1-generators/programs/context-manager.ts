import { contextManager, withContext } from '../src/index.ts';

const openFile = contextManager(function* (name: string) {
  console.log('opening', name);
  try {
    yield name.toUpperCase();
  } finally {
    console.log('closing', name);
  }
});

const length = withContext(openFile('notes'), (file) => {
  console.log('body', file);
  return file.length;
});
console.log('the body returned', length);
