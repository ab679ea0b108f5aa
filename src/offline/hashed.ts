/**
 * So many bytes of a SHA-256 tell files apart: by chance two among a thousand are the same once in
 * 10^16 books. All of them would make the worker, which each first visit fetches, twice as large.
 */
export const HASHED = 9;
