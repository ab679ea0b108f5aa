function* greet() {
  yield 'Hello';
  yield 'How are you?';
  return 'Goodbye';
}

for (const words of greet()) console.log(words);
