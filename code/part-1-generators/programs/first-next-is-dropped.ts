function* listen(): Generator<void, never, string> {
  while (true) {
    const heard = yield;
    console.log('heard', heard);
  }
}

const listener = listen();
listener.next('one'); // runs up to the first yield, which has not asked for it yet
listener.next('two');
listener.next('three');
