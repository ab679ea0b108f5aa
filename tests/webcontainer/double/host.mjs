// The page in the client's hidden frame: what the client calls is passed on to server.ts.
import * as Comlink from '/comlink.mjs';

const faults = JSON.parse(document.getElementById('faults').textContent);
const never = new Promise(() => {});
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function ask(what, argument) {
  const response = await fetch(`/${what}`, { method: 'POST', body: JSON.stringify(argument) });
  const { value, error } = await response.json();
  if (error) throw new Error(error);
  return value;
}
const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

class Process {
  #id;
  #exit = Promise.withResolvers();
  #written = Promise.resolve();
  onExit = this.#exit.promise;
  constructor(id) {
    this.#id = id;
    this.onExit.catch(() => {});
  }
  end(code) {
    if (!faults.exitNever) this.#exit.resolve(code);
  }
  abort() {
    this.#exit.reject(new Error('Process aborted'));
  }
  /** One after the other: requests may overtake each other, what is typed may not. */
  write(data) {
    this.#written = this.#written.then(() => ask('write', { process: this.#id, data }));
    return this.#written;
  }
  async kill() {
    if (!faults.killIgnored) await ask('kill', { process: this.#id });
  }
  async resize(size) {
    await ask('resize', { process: this.#id, ...size });
  }
}

class Instance {
  #id;
  #processes = new Set();
  #listeners = new Map();
  constructor(id) {
    this.#id = id;
    if (faults.errorAfter)
      setTimeout(() => this.#emit('error', { message: 'an internal error' }), faults.errorAfter);
  }
  #emit(event, ...values) {
    for (const listener of this.#listeners.get(event) ?? []) listener(...values);
  }
  fs() {
    const fs =
      (operation) =>
      async (...args) => {
        const value = await ask('fs', {
          container: this.#id,
          operation,
          args: args.map((it) => (it instanceof Uint8Array ? { base64: base64(it) } : it)),
        });
        return value?.base64 !== undefined ? bytesOf(value.base64) : value;
      };
    return Comlink.proxy(
      Object.fromEntries(
        ['readFile', 'writeFile', 'readdir', 'mkdir', 'rm', 'rename'].map((name) => [
          name,
          fs(name),
        ]),
      ),
    );
  }
  previewScript() {
    return Comlink.proxy({});
  }
  async runtimeInfo() {
    return { path: '/bin', cwd: await ask('folder', { container: this.#id }) };
  }
  async run({ command, args, cwd, env, terminal }, _stdout, _stderr, output) {
    if (faults.spawnHangs) await never;
    const id = crypto.randomUUID();
    const process = new Process(id);
    this.#processes.add(process);
    const late = [];
    // one call at a time, as many bytes as there are: a call of Comlink costs more the more of them
    // are open
    let waiting = [];
    let sending;
    const send = async () => {
      while (waiting.length > 0) {
        const bytes = new Uint8Array(await new Blob(waiting.splice(0)).arrayBuffer());
        await output?.(Comlink.transfer(bytes, [bytes.buffer])).catch(() => {});
      }
      sending = undefined;
    };
    const push = (bytes) => {
      waiting.push(bytes);
      sending ??= send();
    };
    const response = await fetch('/spawn', {
      method: 'POST',
      body: JSON.stringify({ container: this.#id, id, command, args, cwd, env, terminal }),
    });
    void (async () => {
      let bytes = new Uint8Array();
      for await (const chunk of response.body) {
        const all = new Uint8Array(bytes.length + chunk.length);
        all.set(bytes);
        all.set(chunk, bytes.length);
        bytes = all;
        // frames: one byte of kind, four of length, what it is
        while (bytes.length >= 5) {
          const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
          if (bytes.length < 5 + length) break;
          const [kind] = bytes;
          const body = bytes.slice(5, 5 + length);
          bytes = bytes.slice(5 + length);
          if (kind === 1 && faults.lateOutput) late.push(body);
          else if (kind === 1) push(body);
          else {
            await sending;
            process.end(Number(new TextDecoder().decode(body)));
            if (faults.lateOutput) {
              await sleep(faults.lateOutput);
              late.forEach(push);
            }
          }
        }
      }
    })().catch(() => {});
    return Comlink.proxy(process);
  }
  async loadFiles(payload, { mountPoints } = {}) {
    if (faults.mountHangs) await never;
    await ask('mount', {
      container: this.#id,
      tree: JSON.parse(new TextDecoder().decode(payload)),
      at: mountPoints ?? '.',
    });
  }
  async on(event, listener) {
    const all = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, all.add(listener));
    return Comlink.proxy(() => all.delete(listener));
  }
  async setCredentials() {}
  async setPreviewScript() {}
  async teardown() {
    for (const process of this.#processes) process.abort();
    await ask('teardown', { container: this.#id });
    if (faults.teardownRejects) throw new Error('teardown failed');
  }
}

const server = {
  async build({ workdirName }) {
    if (faults.buildHangs) await never;
    if (faults.buildRejects) throw new Error(faults.buildRejects);
    if (!crossOriginIsolated)
      throw new Error('SharedArrayBuffer transfer requires self.crossOriginIsolated');
    return Comlink.proxy(new Instance(await ask('build', { workdirName })));
  },
};

if (faults.initLate) await sleep(faults.initLate);
if (!faults.initNever) {
  if (faults.warning)
    parent.postMessage({ type: 'warning', level: 'warn', message: faults.warning }, '*');
  const { port1, port2 } = new MessageChannel();
  Comlink.expose(server, port1);
  parent.postMessage({ type: 'init' }, '*', [port2]);
}
