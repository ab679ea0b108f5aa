/** @returns False if the browser forbids it. */
export async function toClipboard(text: string): Promise<boolean> {
  const { clipboard } = navigator as { clipboard?: Clipboard }; // none without https
  return clipboard !== undefined && clipboard.writeText(text).then(() => true, () => false); // prettier-ignore
}

/** Has a button copy a text, and say in its own words whether it could. */
export function copyBy(button: HTMLButtonElement, text: () => string): void {
  offerCopy(button);
  button.onclick = async () => {
    button.ariaLive = 'polite'; // before there is something to tell
    const isCopied = await toClipboard(text());
    if (button.ariaLive === 'off') return; // the reader has gone on
    button.textContent = isCopied ? 'Copied' : 'Not allowed: select it';
  };
  // a reader who comes back to it wants to copy again
  for (const gone of ['pointerleave', 'blur'])
    button.addEventListener(gone, () => offerCopy(button));
}

/** As before it was pressed. That isn't news, so it isn't said. */
export function offerCopy(button: HTMLButtonElement): void {
  button.ariaLive = 'off';
  button.textContent = 'Copy';
}
