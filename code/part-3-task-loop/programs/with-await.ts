async function countTo3(name: string): Promise<void> {
  for (let step = 0; step < 3; step++) {
    console.log(name + step);
    await null; // let others run
  }
}

const a = countTo3('A');
const b = countTo3('B');
console.log('both are called');
await a;
await b;
