// Under a thumb, which can't point at a word without pressing it, the first tap opens the definition.
// The next one, on the word or on what has opened, leads to the glossary.
const isByThumb = (): boolean => matchMedia('(hover: none)').matches;
let first: Element | undefined;
document.addEventListener('pointerdown', ({ target, pointerType }) => {
  const word = (target as Element).closest('.term > a') ?? undefined;
  first = pointerType === 'touch' && word !== document.activeElement ? word : undefined;
});
// which stays open while it is pressed
document.addEventListener('mousedown', (event) => {
  if (isByThumb() && (event.target as Element).closest('.definition')) event.preventDefault();
});
document.addEventListener('click', (event) => {
  const term = (event.target as Element).closest('.term');
  const word = term?.querySelector('a');
  if (!word) return;
  if (first === word) {
    event.preventDefault();
    word.focus({ preventScroll: true });
  } else if (isByThumb() && !word.contains(event.target as Node)) word.click();
});

// A definition opens by itself: Escape sends it away, without moving the pointer or the focus.
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  for (const term of document.querySelectorAll<HTMLElement>('.term:is(:hover, :focus-within)')) {
    term.dataset.away = '';
    for (const left of ['pointerleave', 'focusout'])
      term.addEventListener(left, () => delete term.dataset.away, { once: true });
  }
});
