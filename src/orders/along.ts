// Where in the job the files are that run along.

/** Their folder, seen from the root of a stage. */
export const ALONG = 'src/every-order';

/**
 * How a file of `in-the-run/`, or one of the book's search, is called there. The book's `watch.ts` stays
 * where a stage has it, because programs import it there.
 */
export const alongName = (path: string): string =>
  /\/src\/orders\/watch\.ts$/.test(path)
    ? 'src/orders/watch.ts'
    : `${ALONG}/${path.split('/').at(-1)!}`;
