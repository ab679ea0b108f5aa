// What a page loads of a stage, and the engine: once for all its boxes, when a reader first comes near one.
import { url } from '../../book/url.ts';
import type { PageEngine } from '../../runner/page/engine.ts';
import type { Engine } from '../../runner/contract.ts';
import type { Preparer, PreparedFiles } from '../../runner/source/preparer.ts';
import type { WebContainerEngine } from '../../runner/webcontainer/engine.ts';
import { where, type Where } from './where.ts';

export interface StageFiles extends PreparedFiles {
  /** The names of the tests' files, which are loaded apart. */
  tests?: string[];
  /** What each program prints. */
  outputs?: Record<string, string>;
  /** What else stands in the stage, for who takes it as it is: its package.json and the like. */
  others?: Record<string, string>;
}

const loaded = new Map<string, Promise<unknown>>();

/** Does something once; if it failed, the next one who asks tries again. */
function once<T>(key: string, work: () => Promise<T>): Promise<T> {
  let promise = loaded.get(key) as Promise<T> | undefined;
  if (!promise) {
    promise = work();
    promise.catch(() => loaded.delete(key));
    loaded.set(key, promise);
  }
  return promise;
}

const preparer = (): Promise<Preparer> => once('preparer', async () => new (await import('../../runner/source/preparer.ts')).Preparer());

export const pageEngine = (): Promise<PageEngine> => once('engine', async () => new (await import('../../runner/page/engine.ts')).PageEngine(await preparer()));

export const nodeEngine = (): Promise<WebContainerEngine> =>
  once('node', async () => new (await import('../../runner/webcontainer/engine.ts')).WebContainerEngine(url('runner/webcontainer/'), await preparer()));

/** The reader's choice, unless told otherwise. */
export const engine = (kind: Where = where()): Promise<Engine> => (kind === 'page' ? pageEngine() : nodeEngine());

/** @param url Where the build put the files. */
export const stageFiles = (url: string): Promise<StageFiles> =>
  once(url, async () => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const files = (await response.json()) as StageFiles;
    (await preparer()).know(files);
    return files;
  });
