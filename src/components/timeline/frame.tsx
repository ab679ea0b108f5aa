// What of a timeline doesn't change while a run is looked at. What does is filled in by its element.
import type { VNode } from 'preact';
import { EventListFrame } from './event-list.tsx';

const Icon = ({ path }: { path: string }): VNode => (
  <svg viewBox="0 0 20 20" aria-hidden="true">
    <path d={path} />
  </svg>
);
const Step = ({ does, label, path }: { does: string; label: string; path: string }): VNode => (
  <button type="button" data-do={does} aria-label={label}>
    <Icon path={path} />
  </button>
);
export const Frame = (): VNode => (
  <>
    <div class="head">
      <div class="held">
        <div class="controls">
          <span class="steps">
            <Step does="first" label="First event" path="M5 4v12M16 4 8 10l8 6z" />
            <Step does="back" label="One event back" path="M14 4 6 10l8 6z" />
            <button type="button" data-do="play">
              Play
            </button>
            <Step does="forward" label="One event forward" path="M6 4l8 6-8 6z" />
            <Step does="last" label="Last event" path="M15 4v12M4 4l8 6-8 6z" />
          </span>
          <label class="speed">
            <span class="visually-hidden">Speed</span>
            <select>
              <option value="1000">1 a second</option>
              <option value="400" selected>
                2.5 a second
              </option>
              <option value="100">10 a second</option>
            </select>
          </label>
          <input class="scrubber" type="range" min="0" step="1" aria-label="Event" />
          <button type="button" data-do="compare" hidden />
          <button type="button" data-do="alone" hidden>
            Leave the comparison
          </button>
        </div>
        <div class="to-stops" />
        <p class="sentence" role="status" />
        <p class="compared" hidden>
          <span class="said" role="status" />{' '}
          <button type="button" data-do="parted">
            Show it
          </button>
        </p>
      </div>
      <div class="where">
        <p class="at" />
        <div class="moments" />
      </div>
    </div>
    <div class="lanes-place" />
    <div
      class="pictures"
      role="group"
      tabIndex={0}
      aria-label="What was where: the arrow keys step"
    />
    <p class="hint" aria-live="polite" />
    <ul class="lints plain" />
    <div class="stops-place" />
    <details class="why">
      <summary>Why did this happen?</summary>
      <ol class="plain" />
    </details>
    <EventListFrame />
  </>
);
