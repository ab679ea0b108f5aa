import { SloppyHandle } from '../src/drafts/sloppy-handle.ts';
import { TaskLoop } from '../src/index.ts';

let paid = 0;
const pay = (): void => void (paid += 10);

const draft = new SloppyHandle(pay);
draft.run();
draft.run();
console.log('draft: paid', paid);

paid = 0;
const loop = new TaskLoop();
const handle = loop.callSoon(pay);
handle.run(); // somebody is in a hurry
loop.runOnce(); // and the loop keeps its promise
console.log('handle: paid', paid);
