// Draws what comes faster than it can be drawn: some of it in each frame of the screen, so that a
// click is answered in between.

/** Something that is drawn bit by bit. */
export interface Drawing {
  /** @param most How much it may draw now: see `COST`. */
  draw(most: number): void;
  readonly isDone: boolean;
}

/** In characters, which cost least. */
export const COST = { element: 40, mark: 60, result: 400 };

/**
 * How long the work of a frame should take, all that follows from it included, in milliseconds: the
 * rest of it belongs to the reader.
 */
const WANTED = 10;
const LEAST = 2_000;
const MOST = 64_000;
/** A page that can't be seen has no frames, and no clicks either. In milliseconds. */
const WITHOUT_FRAMES = 250;
const UNSEEN = 400_000;

/** All that draws on this page: what one frame may take is shared. */
const waiting = new Map<Drawing, (() => void)[]>();
let share = 4_000;
let frame = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Draws it in the frames that follow. */
export function inFrames(drawing: Drawing): void {
  if (!waiting.has(drawing)) waiting.set(drawing, []);
  if (timer === undefined) schedule();
}

/** Settles once all of it is drawn, or it isn't wanted any more. */
export function drawn(drawing: Drawing, signal: AbortSignal): Promise<void> {
  if (drawing.isDone || signal.aborted) return Promise.resolve();
  inFrames(drawing);
  return new Promise((resolve) => {
    waiting.get(drawing)!.push(resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function schedule(): void {
  frame = requestAnimationFrame(work);
  timer = setTimeout(work, WITHOUT_FRAMES);
}

function work(): void {
  cancelAnimationFrame(frame);
  clearTimeout(timer);
  timer = undefined;
  const began = performance.now();
  const each = document.hidden ? UNSEEN : Math.max(LEAST, share / waiting.size);
  let isFull = false;
  for (const [drawing, told] of waiting) {
    drawing.draw(each);
    if (drawing.isDone) {
      waiting.delete(drawing);
      for (const tell of told) tell();
      continue;
    }
    isFull = true;
    if (performance.now() - began < WANTED) continue;
    waiting.delete(drawing); // those that it kept waiting come first in the next frame
    waiting.set(drawing, told);
    break;
  }
  if (!document.hidden)
    afterFrame(() => {
      // what it costs depends on the machine and on the text: it is found out
      const took = performance.now() - began;
      if (took > 1.5 * WANTED) share = Math.max(LEAST, share / 2);
      else if (isFull && took < WANTED) share = Math.min(MOST, share * 1.5);
    });
  if (waiting.size > 0) schedule();
}

/** A message is heard after the frame, in which it was sent, was laid out and painted. */
const { port1: heard, port2: sent } = new MessageChannel();
const afterFrame = (work: () => void): void => {
  heard.onmessage = work;
  sent.postMessage(0);
};
