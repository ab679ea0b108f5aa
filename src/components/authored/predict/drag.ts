// Lines that are put in order by dragging them: loaded with the first pointer.

/**
 * @param move Moves an item by one, up (-1) or down.
 * @param settle Told when it was let go somewhere else.
 */
export function dragIn(
  list: HTMLElement,
  move: (item: Element, by: number) => void,
  settle: (item: Element) => void,
): void {
  const giveGrips = (): void => {
    for (const item of list.querySelectorAll('li:not(:has(.grip))')) {
      const grip = document.createElement('span');
      grip.className = 'grip';
      grip.ariaHidden = 'true';
      grip.textContent = '≡';
      item.prepend(grip);
    }
  };
  giveGrips();
  new MutationObserver(giveGrips).observe(list, { childList: true }); // when it's asked again
  const placeOf = (item: Element): number => [...list.children].indexOf(item);
  list.addEventListener('pointerdown', (event) => {
    const pressed = event.target as Element;
    const item = pressed.closest('li');
    if (!item || event.button !== 0 || pressed.closest('button')) return;
    // a finger drags by the grip alone: anywhere else it scrolls the page
    if (event.pointerType === 'touch' && !pressed.closest('.grip')) return;
    const before = placeOf(item);
    let last = event.clientY;
    const follow = ({ clientY: y }: PointerEvent): void => {
      const { height } = item.getBoundingClientRect();
      const isDown = y > last;
      last = y;
      // as far as it would then lie below the pointer
      for (;;) {
        const next = isDown ? item.nextElementSibling : item.previousElementSibling;
        const there = next?.getBoundingClientRect();
        if (!there || (isDown ? y < there.bottom - height : y > there.top + height)) return;
        move(item, isDown ? 1 : -1);
      }
    };
    const end = (): void => {
      list.removeEventListener('pointermove', follow);
      item.classList.remove('dragged');
      if (placeOf(item) !== before) settle(item);
    };
    item.classList.add('dragged');
    list.setPointerCapture(event.pointerId); // which an item that is moved would lose
    list.addEventListener('pointermove', follow);
    list.addEventListener('lostpointercapture', end, { once: true });
  });
}
