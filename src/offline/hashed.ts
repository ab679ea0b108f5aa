/** So many bytes of a SHA-256 tell files apart. All of them would make the worker a third larger. */
export const HASHED = 18;
