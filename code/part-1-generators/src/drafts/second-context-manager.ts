/** A second try: an error of the body is thrown into the generator. */
export class SecondContextManager<T> {
  readonly #generator: Generator<T>;

  constructor(generator: Generator<T>) {
    this.#generator = generator;
  }

  enter(): T {
    return this.#generator.next().value;
  }

  exit(error?: unknown): any {
    return error ? this.#generator.throw(error) : this.#generator.next();
  }
}

export function secondWith<T, R>(
  manager: SecondContextManager<T>,
  body: (value: T) => R,
): R {
  const value = manager.enter();
  let result: R;
  try {
    result = body(value);
  } catch (error) {
    return manager.exit(error);
  }
  manager.exit();
  return result;
}
