/** What an error says without its trace, if even that can be had. */
export function briefly(thrown: unknown): string | undefined {
  try {
    return thrown instanceof Error ? Error.prototype.toString.call(thrown) : undefined;
  } catch {
    return undefined;
  }
}
