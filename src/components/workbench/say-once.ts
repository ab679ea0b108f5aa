// What a live region says while a reader types: once, after a pause, and not what it says already.

/** In milliseconds. */
const PAUSE = 500;

const waiting = new WeakMap<Element, ReturnType<typeof setTimeout>>();

export function sayOnce(region: Element, text: string): void {
  clearTimeout(waiting.get(region));
  const say = (): void => {
    if (region.textContent !== text) region.textContent = text;
  };
  waiting.set(region, setTimeout(say, PAUSE));
}
