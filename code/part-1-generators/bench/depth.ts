// What a pause costs at the bottom of a chain of calls, as ratios of a chain of one:
// generators that delegate with yield*, and async functions. `node bench/depth.ts`
const PAUSES = 20_000;
const ROUNDS = 15;
const DEPTHS = [1, 10, 100, 1000];

function* yieldBelow(depth: number): Generator<void, void, undefined> {
  if (depth > 0) return yield* yieldBelow(depth - 1);
  for (let i = 0; i < PAUSES; i++) yield;
}

async function awaitBelow(depth: number): Promise<void> {
  if (depth > 0) return await awaitBelow(depth - 1);
  for (let i = 0; i < PAUSES; i++) await undefined;
}

const chains: Record<string, (depth: number) => unknown> = {
  'yield*'(depth) {
    for (const _ of yieldBelow(depth));
  },
  await: awaitBelow,
};

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

console.log('depth '.padEnd(8), ...DEPTHS.map((depth) => String(depth).padStart(8)));
for (const [name, chain] of Object.entries(chains)) {
  const times = DEPTHS.map((): number[] => []);
  // The depths take turns, so that whatever slows the machine down slows all of them.
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, depth] of DEPTHS.entries()) {
      const start = performance.now();
      await chain(depth);
      times[i]!.push(performance.now() - start);
    }
  const medians = times.map(median);
  const ratios = medians.map((time) => (time / medians[0]!).toFixed(1).padStart(8));
  console.log(name.padEnd(8), ...ratios);
}
