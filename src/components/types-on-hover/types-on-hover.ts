// Shows what a name in a listing is, to who points at it or touches it. By keyboard: T at a listing
// (its file's name, or Try it) goes from name to name in it, Escape ends it.
import './types-on-hover.css';

const note = document.createElement('div');
note.className = 'type-note';
note.role = 'status';
document.body.append(note);
let named: HTMLElement | undefined;

function show(name: HTMLElement | undefined): void {
  if (name === named) return;
  named?.classList.remove('named');
  named = name;
  note.replaceChildren();
  if (!name) return;
  name.classList.add('named');
  const [type, what = ''] = name.dataset.type!.split(/\n(?=[^\n]*$)/);
  const code = document.createElement('code');
  code.textContent = type!;
  note.append(code, what);
  const { left, top, bottom } = name.getBoundingClientRect();
  note.style.insetInlineStart = `${Math.max(8, Math.min(left, innerWidth - note.offsetWidth - 8))}px`;
  const below = bottom + 4 + note.offsetHeight < innerHeight;
  note.style.insetBlockStart = `${below ? bottom + 4 : top - note.offsetHeight - 4}px`;
}

const nameAt = (target: EventTarget | null): HTMLElement | undefined =>
  (target as Element).closest<HTMLElement>('.listing [data-type]') ?? undefined;

document.addEventListener('pointerover', ({ target }) => {
  if (!note.contains(target as Node)) show(nameAt(target));
});
document.addEventListener('scroll', () => show(undefined), { capture: true, passive: true });
document.addEventListener('focusout', () => show(undefined));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') return show(undefined);
  if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey) return;
  const listing = (event.target as Element).closest('.listing');
  if (!listing) return;
  const names = [...listing.querySelectorAll<HTMLElement>('[data-type]')];
  const at = named && listing.contains(named) ? names.indexOf(named) : -1;
  const to = event.shiftKey ? (at <= 0 ? names.length - 1 : at - 1) : (at + 1) % names.length;
  names[to]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  requestAnimationFrame(() => show(names[to])); // once the scrolling has been heard of
});

// what brought this here
show(document.querySelector<HTMLElement>('.listing [data-type]:hover') ?? undefined);
