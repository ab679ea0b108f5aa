// How much a trace tells. The probe keeps to it and the schemas ask for it.

/** How many events a trace keeps: the first ones, since all that follows builds on them. */
export const MAX_EVENTS = 10_000;

/** How many characters of a name or a value are told; */
export const MAX_TEXT = 60;
/** and how many of what was printed at once. */
export const MAX_OUTPUT = 10_000;

/** How many frames of a chain of generators are told. */
export const MAX_CHAIN = 12;
