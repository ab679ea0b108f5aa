// The lists of what became of faults: the names of those that were caught, and of those that the reader was shown.
export const CAUGHT = 'caught';
export const GIVEN_UP = 'given-up';
