// What the lab remembers of its looks.
import type { GenericSchema, InferOutput } from 'valibot';
import { Door } from '../../door/door.ts';
import * as preferences from '../preferences.ts';

const keyOf = (name: string): string => `tasque:lab:${name}`;

export function recall<S extends GenericSchema>(
  name: string,
  schema: S,
): InferOutput<S> | undefined {
  return new Door().admitJson(schema, preferences.recall(keyOf(name)) ?? null);
}

export const remember = (name: string, value: unknown): void =>
  preferences.remember(keyOf(name), JSON.stringify(value));
