function* haircut() {
  try {
    yield; // the left side is cut
    console.log('the right side');
  } catch (error) {
    console.log('caught', String(error));
    throw error;
  } finally {
    console.log('cape off');
  }
}

const [first, second, third] = [haircut(), haircut(), haircut()];
for (const each of [first, second, third]) each.next();

console.log('the first is forgotten');

console.log('the second is told to return');
second!.return();

console.log('the third gets an error');
try {
  third!.throw(new Error('the customer has left'));
} catch {
  console.log('and lets it out');
}
