import { Future } from '../src/index.ts';

const [failed, pending] = [new Future(), new Future()];
failed.setException(new RangeError('the disk is full'));

for (const future of [failed, pending])
  try {
    console.log('returned', String(future.result(50)));
  } catch (error) {
    console.log('thrown', String(error));
  }
