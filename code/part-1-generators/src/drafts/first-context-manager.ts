/** A first try: to enter is one step of the generator, to leave is the next. */
export class FirstContextManager<T> {
  readonly #generator: Generator<T>;

  constructor(generator: Generator<T>) {
    this.#generator = generator;
  }

  enter(): T {
    return this.#generator.next().value;
  }

  exit(): void {
    this.#generator.next();
  }
}

export function firstWith<T, R>(
  manager: FirstContextManager<T>,
  body: (value: T) => R,
): R {
  const result = body(manager.enter());
  manager.exit();
  return result;
}
