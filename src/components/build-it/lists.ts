// On which lists of the reader's store a step is: see src/store/.

/** Built by the reader: its tests have passed. */
export const BUILT = 'steps';
/** Taken from the book. */
export const LENT = 'lent';
/** How like asyncio a library was when it was last asked. */
export const LIKENESS = 'likeness';

/** What a step is called there. */
export const nameOfStep = (stage: string, folder: string): string => `${stage}/${folder}`;
