function* greet() {
  console.log('(running)');
  yield 'Hello';
  console.log('(running again)');
  return 'Goodbye';
}

const greeting = greet(); // nothing runs yet
console.log('made');
console.log(greeting.next());
console.log(greeting.next());
console.log(greeting.next());
