// What is shown of a run or a check: what it prints, where it failed, how tests went.
import type { Position, TestError, TestResult } from '../../runner/contract.ts';
import { Places } from './places.ts';
import { Printer } from './print.ts';
import { TestResults } from './test-results.ts';
import { showText } from './unseen.ts';

/** How many mistakes of a check are shown. */
const MISTAKES = 200;
/** Whose output is beside a reader's own version. */
const BOOKS = 'The book’s version prints';
/** So much is told aloud of why a test failed, in characters. */
const WHY = 200;
/** What says more has a row of its own in the bar of a box, in characters. */
const LONG = 70;

const cut = (text: string): string => (text.length > WHY ? `${text.slice(0, WHY)}…` : text);

export class Output {
  readonly #printer: Printer;
  readonly #places: Places;
  readonly #status: HTMLElement;
  readonly #results: HTMLElement;
  readonly #note: HTMLElement;
  readonly #expected: HTMLDetailsElement;
  /** What is shown of an error of a test, beside what it says and where it came from. */
  explain: ((error: TestError) => Node | undefined) | undefined;
  /** What is to be known of how a test went. */
  remark: ((result: TestResult) => string | undefined) | undefined;
  /** What else is said once the run is over, to a reader who doesn't see it. */
  #saidAtEnd = '';
  #mistakes = 0;
  /** The first test that failed. */
  #failed: TestResult | undefined;
  #isOver = false;
  #tests: TestResults | undefined;
  #whole: HTMLDetailsElement | undefined;

  constructor(root: HTMLElement, places: Places) {
    const part = (selector: string): HTMLElement => root.querySelector<HTMLElement>(selector)!;
    this.#places = places;
    this.#printer = new Printer(part('.live'), part('.scroll') ?? part('.live'), (text, stream) =>
      places.show(text, stream),
    );
    this.#status = part('.status');
    this.#results = part('.results');
    this.#note = part('.note');
    this.#expected = part('.expected') as HTMLDetailsElement;
  }

  /**
   * The line that says how it is going, and how it ended.
   * @param isAside Whether it can be read, and isn't announced: what goes on tells more soon.
   */
  say(text: string, isAside = false): void {
    const aloud = this.#isOver && !isAside ? this.#seenAtAGlance() : '';
    if (this.#status.textContent === text + aloud) return;
    this.#status.ariaLive = isAside ? 'off' : null;
    this.#status.replaceChildren(showText(text, 'output')); // it may name a test
    this.#status.classList.toggle('long', text.length > LONG);
    if (aloud === '') return;
    // in the same line: a reader is told both, in this order
    const unseen = document.createElement('span');
    unseen.className = 'visually-hidden';
    unseen.append(showText(aloud, 'output'));
    this.#status.append(unseen);
  }
  /** A run is over, and how it went is said next. */
  end(): void {
    this.#isOver = true;
  }
  /** Something else is said together with how the next run went. */
  sayAtEnd(text: string): void {
    this.#saidAtEnd = text;
  }
  /** What of a run is seen at a glance, and heard only by a reader who looks for it. */
  #seenAtAGlance(): string {
    const { path, errors } = this.#failed ?? {};
    const why = cut(errors?.[0]?.message.split('\n', 1)[0] ?? '');
    const texts = [
      path && `The first that failed: “${cut(path.at(-1)!)}”. ${why}`.trim(),
      this.#printer.isCut && 'Only the beginning of the output was read out.',
      this.#saidAtEnd,
    ];
    this.#isOver = false;
    this.#saidAtEnd = '';
    return texts
      .filter(Boolean)
      .map((text) => ` ${text}`)
      .join('');
  }

  /** A text to take along, after what is said of it. */
  offerText(said: string, label: string, text: string): void {
    const field = document.createElement('input');
    field.value = text;
    field.readOnly = true;
    field.ariaLabel = label;
    this.#status.replaceChildren(said, field);
    field.select();
  }

  clear(): void {
    this.#printer.clear();
    this.#failed = undefined;
    this.#isOver = false;
    this.#tests = undefined;
    this.#results.replaceChildren();
    this.#places.clear();
    this.#mistakes = 0;
    this.#note.hidden = true;
  }

  print(stream: 'stdout' | 'stderr', text: string): void {
    this.#printer.print(stream, text);
  }

  /** Settles once all of it can be seen, or it isn't wanted any more. */
  async drawn(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#printer.drawn(signal), this.#tests?.drawn(signal)]);
  }

  note(text: string): void {
    this.#note.replaceChildren(showText(text, 'output'));
    this.#note.hidden = false;
  }

  mistake({ file, line, column }: Position, message: string): void {
    const isTooMany = ++this.#mistakes > MISTAKES;
    if (!isTooMany) this.print('stderr', `${file}:${line}:${column} ${message}\n`);
    else if (this.#mistakes === MISTAKES + 1)
      this.print('stderr', 'There are more: fix these first.\n');
  }

  link(at: Position, said: string): Node {
    return this.#places.link(at, said);
  }
  /** What is said from here on is said by a run of this file. */
  begin(file: string): void {
    this.#places.from = file;
  }
  /** From here on results are those of a file of tests, under its name if it is one of many. */
  beginTests(file: string, isOneOfMany: boolean): void {
    this.#tests = new TestResults(this.#places, this.explain, this.remark);
    if (!isOneOfMany) return this.#results.replaceChildren(this.#tests.element);
    this.#whole = document.createElement('details');
    const name = document.createElement('summary');
    name.textContent = `${file}: running…`;
    this.#whole.append(name, this.#tests.element);
    this.#results.append(this.#whole);
  }
  test(result: TestResult): void {
    if (result.state === 'failed') this.#failed ??= result;
    this.#tests?.add(result);
  }
  /** Of one of many: how it went, in words. */
  endTests(file: string, hasFailed: boolean, how: string): void {
    this.#whole!.firstElementChild!.replaceChildren(
      showText(`${hasFailed ? '✗' : '✓'} ${file}: ${how}`, 'output'),
    );
    this.#whole!.classList.toggle('failed', hasFailed);
    this.#whole!.open = hasFailed;
  }

  /** Where results stand below what was printed, in one pane. */
  showFailed(): void {
    const failed =
      this.#results.querySelector('li.failed') ?? this.#results.querySelector('.failed');
    if (failed) this.#printer.leaveFor(failed);
  }

  /**
   * What the book says that a program prints, `undefined` where it says nothing. @param isOther
   * Whether it may be another one than what is here.
   */
  expect(output: string | undefined, isOther: boolean): void {
    this.#expected.hidden = output === undefined;
    this.#expected.querySelector('summary')!.textContent = isOther ? BOOKS : 'Prints';
    this.#expected.querySelector('samp')!.textContent = output ?? '';
  }
  unfoldExpected(isOpen: boolean): void {
    this.#expected.open = isOpen;
  }
}
