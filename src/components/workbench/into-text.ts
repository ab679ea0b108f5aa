/**
 * Whether a reader who has pressed something may be led into a text. Under a finger that would
 * bring a keyboard onto the screen, which comes when the text itself is touched; a reader with keys
 * (whose focus is shown) has one already.
 */
export const mayLeadIntoText = (): boolean =>
  !matchMedia('(pointer: coarse)').matches ||
  // a field shows that it has the focus however it came
  document.querySelector(':focus-visible:not(input[type=text], input[type=search])') !== null;
