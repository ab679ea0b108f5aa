// What a browser can do and can't is asked by having it do that, once for each sandbox.

export interface Abilities {
  /** Threads can share memory: WebKitGTK isolates a page, and has no `SharedArrayBuffer` there. */
  shares: boolean;
  /** The text of a timer has the name that it gives itself. WebKit's stacks name the worker instead. */
  names: boolean;
}

const NAME = 'tasque:///asked.ts';
const PROBE = `onmessage = ({ data: shared }) => {
  if (shared) Atomics.store(shared, 0, 1);
  setTimeout("postMessage(\\"\\" + new Error().stack)\\n//# sourceURL=${NAME}");
}`;

/** @param makeWorker Of a script. @returns Undefined if no worker starts so. */
export async function askAbilities(
  makeWorker: (script: string) => Worker,
): Promise<Abilities | undefined> {
  const probe = makeWorker(PROBE);
  const shared =
    typeof SharedArrayBuffer === 'function' ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
  try {
    probe.postMessage(shared);
  } catch {
    probe.postMessage(undefined);
  }
  const stack = await new Promise<unknown>((resolve) => {
    probe.onmessage = ({ data }) => resolve(data);
    probe.onerror = () => resolve(undefined);
  });
  probe.terminate();
  if (stack === undefined) return undefined;
  return { shares: shared?.[0] === 1, names: String(stack).includes(NAME) };
}
