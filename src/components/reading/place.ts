// Where a reader was last, and which chapters were read to their end: kept in this browser alone,
// as names that the pages know. No text comes from there.
import { NAME } from '../../store/names.ts';
import { recall, remember } from '../preferences.ts';

export const PLACE = `${NAME}:place`;
/** When that was, in milliseconds since 1970. */
export const LEFT = `${NAME}:left`;
export const READ = `${NAME}:read`;

/** A chapter's path in content/, and the section's id after a `#`. */
const A_PLACE = /^[\w/-]+(#[^\s#]+)?$/;

export function placeKept(): string | undefined {
  const place = recall(PLACE);
  return place !== undefined && A_PLACE.test(place) ? place : undefined;
}
export function keepPlace(place: string): void {
  remember(PLACE, place);
  remember(LEFT, `${Date.now()}`);
}

export const readKept = (): ReadonlySet<string> => new Set(recall(READ)?.split(' '));
export const keepRead = (chapter: string): void =>
  remember(READ, [...new Set([...readKept(), chapter])].join(' '));
