import { FirstContextManager, firstWith } from '../src/drafts/first-context-manager.ts';
import { contextManager, withContext } from '../src/index.ts';

function* openFile(name: string) {
  if (name === '') return;
  yield name;
}

const body = (file: string): void => console.log('body', file);

firstWith(new FirstContextManager(openFile('')), body);
try {
  withContext(contextManager(openFile)(''), body);
} catch (error) {
  console.log((error as Error).message);
}
