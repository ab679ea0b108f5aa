// How much is told of a test. Who tells cuts what is longer, so that the test itself isn't left out
// at the door.

export const MOST = {
  /** How many titles: of the suites that it is in, and its own. */
  titles: 50,
  /** Characters of a title; */
  title: 500,
  /** and of a message or a difference. */
  text: 20_000,
  errors: 20,
  /** Of the files that an error came through. */
  files: 5,
};
