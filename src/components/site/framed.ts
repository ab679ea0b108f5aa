// Another site that has this page in a frame could cover it, and lead its reader's clicks. So
// nothing of it works there: the error ends the page's script before anything is bound to a button
// or a key.
try {
  for (let it: Window = window; it !== top; it = it.parent) void it.parent.origin; // another origin's throws
} catch (error) {
  document.body.inert = true;
  void import('./framed-note.ts');
  throw error;
}
