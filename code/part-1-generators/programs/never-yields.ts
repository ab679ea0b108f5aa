import { NaiveContextManager, naiveWith } from '../src/drafts/naive-context-manager.ts';
import { contextManager, withContext } from '../src/index.ts';

function* openFile(name: string) {
  if (name === '') return; // a mistake: there is nothing to enter
  yield name;
}

const body = (file: string): void => console.log('body', file);

naiveWith(new NaiveContextManager(openFile('')), body);
try {
  withContext(contextManager(openFile)(''), body);
} catch (error) {
  console.log((error as Error).message);
}
