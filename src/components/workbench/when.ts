/** When a version was put aside, as its reader is told. @param at As of `Date.now()`. */
export const whenOf = (at: number): string =>
  new Date(at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' });
