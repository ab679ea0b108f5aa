// Generators: when each goes on, and where it is. What they do is seen at the language's own
// `next`, `throw` and `return`, which `yield*` calls as well; at which line they do it, the marks
// say.
import type { Frame, Id, Place } from '../catalogue/shapes.ts';
import { MAX_CHAIN } from '../limits.ts';
import { asBefore, shorten, type Any, type Method } from './host.ts';
import type { Context, Recorder } from './recorder.ts';
import type { Registry } from './registry.ts';

/** One generator's way through its function. */
export interface Course {
  id: Id | undefined;
  name: string | undefined;
  place: Place | undefined;
  /** It has said `yield*`: the next generator that is resumed is `inner`. */
  delegates: boolean;
  inner: Course | undefined;
  hasBegun: boolean;
  /** Records that it begins, once its name is known. */
  begin: (() => void) | undefined;
  /** Told that it's suspended. */
  waits?: () => void;
  /** Told how it has ended. */
  over?: (ended: { value: unknown } | { error: unknown }) => void;
  /** What it reads from, if it does. */
  reads?: object;
  /** The scope that it works for. */
  by?: Id;
}

/** One call of `next`, `throw` or `return`. */
interface Resumed {
  course: Course;
  /** The one that has said `yield*` to it. */
  outer: Course | undefined;
  context: Context;
  /** How many were under way before. */
  depth: number;
  entered: number;
}

const everyGenerator: Any = Object.getPrototypeOf(function* () {}.prototype);
export const isGenerator = (value: unknown): value is object =>
  everyGenerator.isPrototypeOf(value as object);

export class Generators {
  readonly #recorder: Recorder;
  readonly #registry: Registry;
  readonly #courses = new WeakMap<object, Course>();
  /** Those that are under way, the innermost last. */
  readonly #running: Course[] = [];
  readonly #restore: (() => void)[] = [];
  /** Who has just given something, until anything else happens. */
  #gave: { course: Course; value: unknown } | undefined;

  constructor(recorder: Recorder, registry: Registry) {
    this.#recorder = recorder;
    this.#registry = registry;
    for (const how of ['next', 'throw', 'return'] as const) this.#watch(how);
  }

  courseOf(generator: object): Course {
    let course = this.#courses.get(generator);
    if (!course)
      this.#courses.set(
        generator,
        (course = {
          id: undefined,
          name: undefined,
          place: undefined,
          delegates: false,
          inner: undefined,
          hasBegun: false,
          begin: undefined,
        }),
      );
    return course;
  }
  idOf(course: Course): Id {
    return (course.id ??= this.#registry.newId());
  }
  /** The innermost generator that is under way. */
  get now(): Course | undefined {
    return this.#running.at(-1);
  }
  /** The generator that has just given this, if one has. */
  giverOf(value: unknown): Course | undefined {
    const course = this.#gave?.value === value ? this.#gave?.course : undefined;
    this.#gave = undefined;
    return course;
  }
  placeOf(course: Course): Place | undefined {
    return this.#chainOf(course).at(-1)?.at;
  }

  /** A mark was passed: see Marked. */
  at(name: string, file: string, line: number, delegates?: 1): void {
    const course = this.#running.at(-1);
    if (!course) return;
    course.name ??= shorten(name);
    course.place = { file, line };
    course.delegates = delegates === 1;
    course.begin?.();
    this.#gave = undefined;
  }

  /** Gives the language its own methods back. */
  leave(): void {
    for (const one of this.#restore) one();
  }

  /**
   * `yield*` calls what is put there as well, and so it must take little of the stack: it is one
   * function, and what it calls has returned before the generator goes on.
   */
  #watch(how: 'next' | 'throw' | 'return'): void {
    const real: Method = everyGenerator[how];
    const { apply } = Reflect; // a bound `call` takes five times as much of Firefox's stack
    const put = (value: Method): unknown =>
      Object.defineProperty(everyGenerator, how, { value, configurable: true, writable: true });
    const begin = (generator: object, value: unknown): Resumed | undefined =>
      this.#recorder.safely(() => this.#begin(generator, how, value));
    const end = (resumed: Resumed, result: IteratorResult<unknown>): void =>
      this.#recorder.safely(() => this.#end(resumed, result));
    const fail = (resumed: Resumed, error: unknown): void =>
      this.#recorder.safely(() => this.#fail(resumed, error));
    put(
      asBefore(function (this: unknown, value: unknown): unknown {
        if (!isGenerator(this)) return apply(real, this, [value]);
        const resumed = begin(this, value);
        if (!resumed) return apply(real, this, [value]);
        let result;
        try {
          result = apply(real, this, [value]);
        } catch (error) {
          fail(resumed, error);
          throw error;
        }
        end(resumed, result);
        return result;
      }, real),
    );
    this.#restore.push(() => put(real));
  }

  #begin(generator: object, how: 'next' | 'throw' | 'return', value: unknown): Resumed {
    const course = this.courseOf(generator);
    const outer = this.#running.at(-1);
    const isInner = outer?.delegates === true && (outer.inner === course || !course.hasBegun);
    const context: Context = {
      n: this.#recorder.context?.n,
      by: course.by ?? (outer ? this.#recorder.context?.by : undefined),
    };
    if (isInner) outer.inner = course;
    else {
      const isNamed = course.name !== undefined;
      course.begin = () => {
        course.begin = undefined;
        if (!isNamed)
          this.#registry.recordMade(this.idOf(course), 'generator', course.name!, {
            at: course.place,
          });
        // what comes first is dropped
        const sent = how === 'next' && !isNamed ? {} : this.#registry.given(value);
        context.n = this.#recorder.recordAtOnce(
          { type: 'step', id: this.idOf(course), how, ...sent },
          { at: this.placeOf(course) },
        );
      };
      if (isNamed) course.begin(); // else a mark in its first line says what it is
    }
    course.hasBegun = true;
    const depth = this.#running.push(course) - 1;
    const entered = this.#recorder.enter(context);
    return { course, outer: isInner ? outer : undefined, context, depth, entered };
  }
  #end({ course, outer, context, depth, entered }: Resumed, result: IteratorResult<unknown>): void {
    this.#recorder.leave(entered);
    if (!outer) this.#recordResult(course, result, context);
    else if (result.done) isOver(outer);
    if (result.done) course.over?.({ value: result.value });
    else course.waits?.();
    this.#isLeft(course, depth);
  }
  #fail({ course, outer, context, depth, entered }: Resumed, error: unknown): void {
    this.#recorder.leave(entered);
    course.over?.({ error });
    if (outer) isOver(outer);
    else if (course.name !== undefined)
      this.#recorder.record(
        { type: 'threw', id: this.idOf(course), error: this.#registry.preview(error) },
        { cause: context.n },
      );
    this.#isLeft(course, depth);
  }
  #isLeft(course: Course, depth: number): void {
    course.begin = undefined;
    this.#running.length = depth; // where the stack was at its end, inner ones could not leave
  }

  #recordResult(
    course: Course,
    { done, value }: IteratorResult<unknown>,
    { n: cause }: Context,
  ): void {
    if (course.name === undefined) return; // not a marked generator: no mark was passed
    const id = this.idOf(course);
    if (done)
      return void this.#recorder.record(
        { type: 'returned', id, ...this.#registry.given(value) },
        { at: course.place, cause },
      );
    const chain = this.#chainOf(course);
    const future = this.#registry.idOf(value);
    this.#recorder.record(
      {
        type: 'yielded',
        id,
        chain,
        ...(future !== undefined ? { future } : this.#registry.given(value)),
      },
      { at: chain.at(-1)?.at, cause },
    );
    this.#gave = { course, value };
  }

  #chainOf(course: Course): Frame[] {
    const chain: Frame[] = [];
    for (let at: Course | undefined = course; at; at = at.inner) {
      if (at.name !== undefined) chain.push({ name: at.name, at: at.place! });
      if (chain.length > MAX_CHAIN) chain.splice(MAX_CHAIN / 2, 1); // a half from each of its ends
    }
    return chain;
  }
}

function isOver(outer: Course): void {
  outer.delegates = false;
  outer.inner = undefined;
}
