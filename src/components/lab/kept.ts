// What the lab remembers of its looks. It may be gone, or anything at all: whoever asks says what it should be.

const keyOf = (name: string): string => `tasque:lab:${name}`;

export function kept<T>(name: string, is: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null');
    return is(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // no storage: next time the lab looks as it did at first
  }
}
