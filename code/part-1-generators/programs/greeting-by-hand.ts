function greet() {
  let place = 0; // where we are, as a number
  return {
    next() {
      place++;
      if (place === 1) return { value: 'Hello', done: false };
      if (place === 2) return { value: 'Goodbye', done: true };
      return { value: undefined, done: true };
    },
  };
}

const greeting = greet();
console.log(greeting.next());
console.log(greeting.next());
console.log(greeting.next());
