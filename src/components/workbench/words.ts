// What a reader is told in more than one place, once a workbench is loaded.

export const SAVED_IN_LAB =
  'Your changes, kept in this browser. Reset brings the book’s files back.';
export const FROM_CHAPTER = 'Your changes from the chapter are here.';
export const BOOKS_AGAIN = 'This is the book’s version.';
export const ON_LIST = ' Yours is on the list of your versions.';
export const FROM_LINK = 'This came with a link. It hasn’t run yet.';
export const CHANGED_SINCE = 'Changed since it ran.';
export const CHECKED_BEFORE = 'Changed since it was checked.';
