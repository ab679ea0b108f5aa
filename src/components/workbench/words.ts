// What a reader is told in more than one place.

export const NOT_LOADED =
  'What it needs could not be loaded. Check the connection, then load the page again.';
export const SAVED = 'Your version, kept in this browser. Reset brings the book’s back.';
export const FROM_LINK = 'This came with a link. It has not run yet.';
export const CHANGED_SINCE = 'Changed since it ran.';
export const CHECKED_BEFORE = 'Changed since it was checked.';
