// Copies a listing. One button is in the row of the listing that the pointer or the focus is in,
// so that a chapter has no more stops for Tab than it had: by keyboard it is C, as T names a name.
import './copy.css';
import { copyBy, offerCopy } from './clipboard.ts';

const button = document.createElement('button');
button.type = 'button';
button.className = 'copy link';
button.tabIndex = -1;
button.title = 'Copy ( c )';
button.setAttribute('aria-keyshortcuts', 'c');
copyBy(button, () => textOf(button.closest('.listing')!));

/** As it is now: without the lines that a change takes away, or what stands for those left out. */
function textOf(listing: Element): string {
  const code = listing.querySelector('pre code')!.cloneNode(true) as Element;
  for (const other of code.querySelectorAll('del, .unchanged')) other.remove();
  return `${code.textContent!.trimEnd()}\n`;
}

function show(target: EventTarget | null): void {
  const listing = (target as Element | null)?.closest('.listing');
  const row = listing?.querySelector('figcaption > span');
  if (!row || row.contains(button)) return;
  offerCopy(button);
  row.append(button);
}
for (const near of ['pointerover', 'focusin'])
  document.addEventListener(near, ({ target }) => show(target));
document.addEventListener('keydown', ({ key, target, ctrlKey, metaKey, altKey }) => {
  if (key !== 'c' || ctrlKey || metaKey || altKey) return;
  if (!(target as Element).closest('.listing')) return;
  show(target);
  button.click();
});

// what brought this here
show(document.querySelector('.listing:is(:hover, :focus-within)'));
