// Where each run of a timeline has its lanes, its code and its picture: one, or two beside each other.
import { render } from 'preact';
import { drawLanes } from '../../timeline/draw-lanes.tsx';
import type { Drawn } from '../../timeline/draw.tsx';

/** @param whose Whose the runs are, if there are two. */
export function makePlaces(
  timeline: HTMLElement,
  runs: readonly Drawn[],
  whose: readonly string[],
): void {
  const part = (selector: string): Element => timeline.querySelector(selector)!;
  const areTwo = runs.length > 1;
  render(
    runs.map(({ events }) => drawLanes(events)),
    part('.lanes-place'),
  );
  render(
    runs.map((_run, at) => (
      <div class="moment">
        {areTwo && (
          <>
            <p class="whose">{whose[at]}</p>
            <p class="its-sentence" />
          </>
        )}
        <div class="near" role="group" />
      </div>
    )),
    part('.moments'),
  );
  render(
    runs.map((_run, at) => (
      <div class="picture" {...(areTwo && { role: 'group', 'aria-label': whose[at] })}>
        <div class="state-of" />
      </div>
    )),
    part('.pictures'),
  );
  for (const place of ['.moments', '.pictures']) part(place).classList.toggle('two', areTwo);
}
