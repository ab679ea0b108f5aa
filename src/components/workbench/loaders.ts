// What a page loads of a stage: once for all its boxes, when a reader first comes near one.
import type { Preparer, PreparedFiles } from '../../runner/source/preparer.ts';
import { fetchJson } from './loading.ts';

export interface StageFiles extends PreparedFiles {
  /** The names of the tests' files, which are loaded apart. */
  tests?: string[];
  /** What each program prints. */
  outputs?: Record<string, string>;
  /** What else is in the stage, for who takes it as it is: its package.json and the like. */
  others?: Record<string, string>;
}

const loaded = new Map<string, Promise<unknown>>();

/** Does something once; if it failed, the next one who asks tries again. */
export function once<T>(key: string, work: () => Promise<T>): Promise<T> {
  let promise = loaded.get(key) as Promise<T> | undefined;
  if (!promise) {
    promise = work();
    promise.catch(() => loaded.delete(key));
    loaded.set(key, promise);
  }
  return promise;
}

/** Gathers what is known of files, for all engines. */
export const preparer = (): Promise<Preparer> =>
  once('preparer', async () => new (await import('../../runner/source/preparer.ts')).Preparer());

/** @param url Where the build put the files. */
export const stageFiles = (url: string): Promise<StageFiles> =>
  once(url, async () => {
    const stage = (await fetchJson(url)) as StageFiles;
    (await preparer()).know({ ...stage, files: { ...stage.others, ...stage.files } });
    return stage;
  });
