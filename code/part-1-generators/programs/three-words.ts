function* listen(): Generator<void, never, string> {
  while (true) {
    const heard = yield;
    console.log('heard', heard);
  }
}

const listener = listen();
listener.next('one');
listener.next('two');
listener.next('three');
