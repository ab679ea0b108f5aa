// Changes of a text that leave its lines where they are.

export class Edits {
  readonly #text: string;
  readonly #inserted: { at: number; text: string; isEnd: boolean }[] = [];
  readonly #blanked: { from: number; to: number }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** What is put around something first is outermost. */
  around(from: number, to: number, before: string, after: string): void {
    this.#inserted.push({ at: from, text: before, isEnd: false });
    this.#inserted.push({ at: to, text: after, isEnd: true });
  }
  insert(at: number, text: string): void {
    this.#inserted.push({ at, text, isEnd: false });
  }
  blank(from: number, to: number): void {
    this.#blanked.push({ from, to });
  }

  get text(): string {
    let text = this.#text;
    for (const { from, to } of this.#blanked)
      text = text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to);
    const inOrder = this.#inserted.map((it, n) => ({ ...it, n }));
    // at one place, what ends comes before what begins, and what began last ends first
    inOrder.sort(
      (a, b) =>
        a.at - b.at || Number(b.isEnd) - Number(a.isEnd) || (a.isEnd ? b.n - a.n : a.n - b.n),
    );
    let edited = '';
    let last = 0;
    for (const { at, text: inserted } of inOrder) {
      edited += text.slice(last, at) + inserted;
      last = at;
    }
    return edited + text.slice(last);
  }
}
