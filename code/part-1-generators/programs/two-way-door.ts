function* ask() {
  const answer: number = yield 'What is the answer?';
  return answer;
}

const door = ask();
console.log(door.next().value);
console.log(door.next(42).value, 'returned');
