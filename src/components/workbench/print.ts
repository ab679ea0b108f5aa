/** Adds what a program printed. Whoever has read to the end is kept there, whoever has scrolled up is left alone. */
export function print(into: HTMLElement, stream: 'stdout' | 'stderr', text: string, scroller = into): void {
  const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 8;
  const span = document.createElement('span');
  span.className = stream;
  span.textContent = text;
  into.append(span);
  if (atEnd) scroller.scrollTop = scroller.scrollHeight;
}
