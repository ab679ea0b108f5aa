import { ForgetfulFuture } from '../src/drafts/forgetful-future.ts';
import { Future } from '../src/index.ts';

for (const Kind of [ForgetfulFuture<string>, Future<string>]) {
  console.log(Kind.name);
  const [failed, pending] = [new Kind(), new Kind()];
  failed.setException(new RangeError('the disk is full'));
  for (const future of [failed, pending])
    try {
      console.log('  result', String(future.result(50)));
    } catch (error) {
      console.log('  error ', String(error));
    }
}
