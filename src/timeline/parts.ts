// What all pictures of a state draw things with.
import type { ComponentChildren, VNode } from 'preact';
import type { Id } from './catalogue/shapes.ts';

export interface Parts {
  name(id: Id): string;
  /** A thing that leads to where it came from. */
  way(since: number | undefined, look: string, children: ComponentChildren, title?: string): VNode;
  /** A class for what the event of the moment is about. */
  mark(id: Id): string | false;
}

export const classes = (...names: (string | false | undefined)[]): string =>
  names.filter(Boolean).join(' ');
