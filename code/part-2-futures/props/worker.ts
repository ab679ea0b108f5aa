/** Starts a thread that runs this text, and can see `data` there. */
export function startWorker(text: string, data: unknown): void {
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
  if (node) {
    const source = `const data = require('node:worker_threads').workerData; ${text}`;
    new node.Worker(source, { eval: true, workerData: data });
  } else {
    const source = `onmessage = ({ data }) => { ${text}; close(); }`;
    const blob = new Blob([source], { type: 'text/javascript' });
    new Worker(URL.createObjectURL(blob)).postMessage(data);
  }
}
