import { ThreadedExecutor } from '../src/index.ts';

function power(base: number, exponent: number): number {
  return base ** exponent;
}

const executor = new ThreadedExecutor();
console.log(executor.submit(power, 2, 10).result());
console.log(executor.submit(async (name: string) => `Hello ${name}`, 'you').result());

const here = 42;
console.log(String(executor.submit(() => here).exception()));
