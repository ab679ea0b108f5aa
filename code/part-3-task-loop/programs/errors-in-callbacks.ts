import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

loop.setExceptionHandler((_, { message, exception }) => {
  console.log(`${message} - ${exception}`);
});

function remind(name: string, address?: string): void {
  if (!address) throw new RangeError('no address');
  console.log(`to ${name}, ${address}: please pay`);
}

loop.callSoon(remind, 'Ann', '1 Mill Lane');
loop.callSoon(remind, 'Ben');
loop.callSoon(remind, 'Cleo', '7 High Street');
while (loop.totalTasks() > 0) loop.runOnce();
