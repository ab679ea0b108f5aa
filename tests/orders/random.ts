// Random programs of a few tasks that share variables, objects and locks.

/** @param seed Another one makes another program. */
export function randomProgram(seed: number): string {
  let state = seed;
  const below = (n: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor(state / 2 ** 16) % n;
  };
  const times = (n: number, make: (at: number) => string): string[] =>
    Array.from({ length: n }, (_, at) => make(at));
  const statement = (depth: number): string => {
    const inner = (): string => statement(depth + 1);
    switch (below(depth > 1 ? 9 : 16)) {
      case 0:
      case 1:
      case 2:
        return 'yield;';
      case 3:
        return 'a++;';
      case 4:
        return `a = a * 2 + ${below(3)};`;
      case 5:
        return 'b = a;';
      case 6:
        return `console.log('${'xyz'[below(3)]!}', ${below(2) ? 'a' : '1'});`;
      case 7:
        return `list.push(${below(2) ? 'b' : 'a'});`;
      case 8:
        return 'shared.n += a;';
      case 9:
        return `for (let i = 0; i < ${1 + below(2)}; i++) { ${inner()} }`;
      case 10:
        return `if (${below(2) ? 'a > 1' : 'shared.n > 0'}) { ${inner()} }`;
      case 11:
        return `try { ${inner()} yield; } finally { b++; }`;
      case 12:
        return `yield* within(lock, function* () { ${inner()} yield; });`;
      case 13:
        return `yield* sleep(${below(2)});`;
      case 14:
        return 'event.set();';
      default:
        return 'if (tasks[0] !== loop.currentTask()) tasks[0]?.cancel();';
    }
  };
  const task = (at: number): string =>
    `function* task${at}() {\n${times(2 + below(2), () => `  ${statement(0)}\n`).join('')}}
tasks.push(loop.addTask(task${at}()));\n`;
  return `import { Event, Lock, sleep, TaskLoop, within, type Task } from '../src/index.ts';
const loop = new TaskLoop();
const lock = new Lock();
const event = new Event();
let a = 0;
let b = 0;
const list: number[] = [];
const shared = { n: 0 };
const tasks: Task<void>[] = [];
${times(2 + below(2), task).join('')}loop.runForever({ untilIdle: true });
console.log(a, b, list.join(), shared.n, event.isSet());
loop.close();
`;
}
