// Under a thumb, which can't point at a word without pressing it, the first tap opens the definition.
// The next one, on the word or on what has opened, leads to the glossary.
let first: Element | null | false = null;
document.addEventListener('pointerdown', ({ target, pointerType }) => {
  const word = (target as Element).closest('.term > a');
  first = pointerType === 'touch' && word !== document.activeElement && word;
});
document.addEventListener('click', (event) => {
  const target = event.target as Element;
  const word = target.closest('.term')?.querySelector('a');
  if (!word) return;
  if (first === word) {
    event.preventDefault();
    word.focus({ preventScroll: true });
  } else if (matchMedia('(hover: none)').matches && !word.contains(target)) word.click();
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
