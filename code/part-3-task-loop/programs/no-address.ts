import { FirstHandle } from '../src/drafts/first-handle.ts';

function remind(name: string, address?: string): void {
  if (!address) throw new RangeError('no address');
  console.log(`to ${name}, ${address}: please pay`);
}

const reminders = [
  new FirstHandle(() => remind('Ann', '1 Mill Lane')),
  new FirstHandle(() => remind('Ben')),
  new FirstHandle(() => remind('Cleo', '7 High Street')),
];
for (const reminder of reminders) reminder.run();
