/**
 * Asks the servers in their order, and returns the first answer. It yields the name of
 * the server to ask; the caller sends in what that server said, or throws in what went
 * wrong. A server that says 'busy' is asked once more, and then it counts as an error.
 * @throws {AggregateError} with all errors in order, when no server is left.
 */
export function* ask(servers: string[]): Generator<string, string, string> {
  const answer = yield servers[0]!;
  return answer;
}
