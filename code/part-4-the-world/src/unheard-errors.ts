import type { ExceptionContext } from './scheduler.ts';

/** Called when a future that failed is gone, and nobody has asked for its error. */
const gone = new FinalizationRegistry<() => void>((tell) => tell());

/**
 * The errors of a loop's futures that nobody has asked for. Each is told of once: when
 * its future is gone, or the loop is closed. asyncio's "exception was never retrieved".
 */
export class UnheardErrors {
  readonly #tell: (context: ExceptionContext) => void;
  readonly #contexts = new Set<ExceptionContext>();
  readonly #contextOf = new WeakMap<object, ExceptionContext>();

  constructor(tell: (context: ExceptionContext) => void) {
    this.#tell = tell;
  }

  add(future: object, context: ExceptionContext): void {
    readTrace(context.exception);
    this.#contexts.add(context);
    this.#contextOf.set(future, context);
    gone.register(future, () => this.#tellOf(context), future);
  }

  delete(future: object): void {
    const context = this.#contextOf.get(future);
    if (context && this.#contexts.delete(context)) gone.unregister(future);
  }

  tellAll(): void {
    for (const context of this.#contexts) this.#tellOf(context);
  }

  #tellOf(context: ExceptionContext): void {
    if (this.#contexts.delete(context)) this.#tell(context);
  }
}

/** A trace that was never read keeps alive what was called, and so the future itself. */
function readTrace(exception: unknown): void {
  try {
    void (exception as Error | undefined)?.stack;
  } catch {
    // it is the error of somebody who has made it so
  }
}
