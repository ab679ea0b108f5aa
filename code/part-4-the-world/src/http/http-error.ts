/** What is wrong with a request, or with how it can be answered, as HTTP says it. */
export class HttpError extends Error {
  override name = 'HttpError';
  /** Such as 404. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}
