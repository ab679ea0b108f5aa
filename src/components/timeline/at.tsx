// Which moment it is, and a way to its line.
import type { VNode } from 'preact';
import type { TraceEvent } from '../../timeline/catalogue/catalogue.ts';

interface Props {
  position: number;
  length: number;
  event: TraceEvent | undefined;
}

export const At = ({ position, length, event }: Props): VNode => (
  <>
    Event {position} of {length}
    {event?.ms !== undefined && <span class="ms">, {event.ms.toFixed(1)} ms</span>}
    {event?.at && (
      <>
        {' · '}
        <button type="button" data-file={event.at.file} data-line={event.at.line}>
          <span class="file">{event.at.file.split('/').at(-1)}</span>
          <span>, line {event.at.line}</span>
        </button>
      </>
    )}
  </>
);
