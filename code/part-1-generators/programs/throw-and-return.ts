function* work(): Generator<string, string, undefined> {
  try {
    yield 'working';
  } catch (error) {
    console.log('caught', String(error));
    yield 'working again';
  } finally {
    console.log('cleaning up');
  }
  return 'done';
}

const worker = work();
console.log(worker.next());
console.log(worker.throw(new Error('no paper')));
console.log(worker.return('sent home'));
