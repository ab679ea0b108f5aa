// Answers as a host would give them that keeps the headers of the book.
import { contentTypeOf } from '../hosting/content-types.ts';
import { addedTo, EVERYWHERE } from '../hosting/headers.ts';

/** The headers of a file of the book: what a host is asked for, on each host. */
function headersOf(path: string): Record<string, string> {
  return { ...EVERYWHERE, ...addedTo(`/${path}`), 'Content-Type': contentTypeOf(path) };
}
export const answer = (path: string, bytes: BodyInit, status = 200): Response =>
  new Response(bytes, { status, headers: headersOf(path) });

/** What the network answered, isolated. */
export function isolate(response: Response, path: string): Response {
  if (response.status === 0) return response; // a redirection, which the browser follows itself
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(addedTo(`/${path}`))) headers.set(name, value);
  return new Response([101, 204, 205, 304].includes(response.status) ? null : response.body, {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
}
