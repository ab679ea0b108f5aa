// A definition opens by itself: Escape sends it away, without moving the pointer or the focus.
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  for (const term of document.querySelectorAll<HTMLElement>('.term:is(:hover, :focus-within)')) {
    term.dataset.away = '';
    for (const left of ['pointerleave', 'focusout'])
      term.addEventListener(left, () => delete term.dataset.away, { once: true });
  }
});
