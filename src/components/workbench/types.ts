// The type checker of the page: TypeScript's own, in a worker, loaded when a reader first asks for it.
import { url } from '../../book/url.ts';
import type { Position } from '../../runner/contract.ts';

export interface TypeMistake {
  at: Position;
  message: string;
}
export interface TypesRequest {
  id: number;
  files: Readonly<Record<string, string>>;
  /** The files whose mistakes are wanted. */
  wanted: readonly string[];
  /** Where TypeScript's own declarations are. */
  libraries: string;
}
export type TypesReply = { id: number } & ({ mistakes: TypeMistake[] } | { failed: string });

let worker: Worker | undefined;
let nextId = 1;

export function checkTypes(files: TypesRequest['files'], wanted: readonly string[]): Promise<TypeMistake[]> {
  worker ??= new Worker(new URL('./types-worker.ts', import.meta.url), { type: 'module' });
  const id = nextId++;
  const asked = worker;
  return new Promise((resolve, reject) => {
    asked.addEventListener('message', function heard({ data }: MessageEvent<TypesReply>) {
      if (data.id !== id) return;
      asked.removeEventListener('message', heard);
      if ('failed' in data) reject(new Error(data.failed));
      else resolve(data.mistakes);
    });
    asked.addEventListener(
      'error',
      ({ message }) => {
        worker = undefined;
        reject(new Error(message));
      },
      { once: true },
    );
    asked.postMessage({ id, files, wanted, libraries: url('code/types.json') } satisfies TypesRequest);
  });
}
