// A bar between two panes: dragged, or moved with the arrow keys. Sizes are in percent of what the
// panes have together.
import { amount } from '../../door/shapes.ts';
import { recall, remember } from './looks.ts';

interface Size {
  /** The custom property that holds it, and the name under which it is remembered. */
  name: string;
  least: number;
  most: number;
  /** On which side of the bar the pane is whose size it is. */
  side: 'before' | 'after';
}

const STEP = 2;

export function makeSeparator(bar: HTMLElement, { name, least, most, side }: Size): void {
  const panes = bar.parentElement!;
  let size = Number(bar.ariaValueNow);
  const set = (wanted: number): void => {
    size = Math.min(most, Math.max(least, wanted));
    panes.style.setProperty(`--${name}`, String(size));
    bar.ariaValueNow = String(Math.round(size));
  };
  const move = (wanted: number): void => {
    set(wanted);
    panes.classList.add(`${name}-sized`);
    remember(`size:${name}`, size);
  };
  bar.ariaValueMin = String(least);
  bar.ariaValueMax = String(most);
  const before = recall(`size:${name}`, amount);
  if (before === undefined) set(size);
  else move(before);

  bar.addEventListener('keydown', (event) => {
    const outwards = side === 'before' ? STEP : -STEP;
    const to = { ArrowRight: size + outwards, ArrowLeft: size - outwards, Home: least, End: most }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  });
  bar.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    bar.setPointerCapture(event.pointerId);
    bar.focus();
    event.preventDefault(); // no text is selected on the way
  });
  bar.addEventListener('pointermove', ({ pointerId, clientX }) => {
    if (!bar.hasPointerCapture(pointerId)) return;
    const { left, width } = panes.getBoundingClientRect();
    const part = ((clientX - left) / width) * 100;
    move(side === 'before' ? part : 100 - part);
  });
}
