import { BluntFuture } from '../src/drafts/blunt-future.ts';

const soup = new BluntFuture<string>();
soup.addDoneCallback(() => console.log('Ann eats'));
soup.addDoneCallback(() => {
  throw new Error('Ben has burnt his tongue');
});
soup.addDoneCallback(() => console.log('Cleo eats'));

try {
  soup.setResult('soup');
  console.log('the kitchen is done');
} catch (error) {
  console.log('the kitchen hears:', (error as Error).message);
}
