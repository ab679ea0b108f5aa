import { BluntFuture } from '../src/drafts/blunt-future.ts';

let bowls = 1;
const answer = (): string => (bowls > 0 ? 'of course' : 'sold out, sorry');

const soup = new BluntFuture<string>();
soup.addDoneCallback(() => {
  console.log('customer: another soup, please');
  console.log('kitchen:', answer());
});

soup.setResult('soup'); // the kitchen serves it
bowls--; // and counts what's left
console.log('bowls left:', bowls);
