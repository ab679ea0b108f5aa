/** Stands in the pages for the size of the whole book, which is known once all are built. */
export const BOOK_SIZE = '{size of the book}';
