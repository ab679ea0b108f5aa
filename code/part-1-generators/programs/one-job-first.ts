function count(name: string, steps: number) {
  for (let step = 0; step < steps; step++) console.log(name + step);
}

count('A', 5);
count('B', 1);
