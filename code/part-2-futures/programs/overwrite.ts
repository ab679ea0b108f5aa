import { OverwritableFuture } from '../src/drafts/overwritable-future.ts';
import { Future } from '../src/index.ts';

const draft = new OverwritableFuture<number>();
draft.addDoneCallback((done) => console.log('draft is', done.state, done.value));
draft.cancel();
draft.setResult(1); // it was cancelled
draft.setResult(2); // it was finished

const future = new Future<number>();
future.addDoneCallback((done) => console.log('future is', done.state));
future.cancel();
try {
  future.setResult(1);
} catch (error) {
  console.log(String(error));
}
