// What is above a page in another site's frame. The page below is inert.
const note = document.createElement('p');
const link = document.createElement('a');
// what a link brings along, the reader would have to take on trust
link.href = location.href.replace(location.hash, '');
link.target = '_blank';
link.rel = 'noreferrer';
link.textContent = 'Open it in a tab of its own';
note.role = 'alert';
note.style.margin = '1rem';
note.append('Tasque doesn’t run inside another site. ', link, '.');
document.body.before(note);
export {};
