// What is known of files: from the build for those that haven't been edited, from a worker with a parser
// for the rest.
import type { Job } from '../contract.ts';
import { BUILT_INS } from '../node-face/names.ts';
import { VITEST_EXPORTS } from '../vitest/exports.ts';
import { importsOf, threadsOf, link, type BuiltIns, type Ways } from './link.ts';
import type { ModuleSyntax } from './module-syntax.ts';
import type { Plan } from './plan.ts';
import type { Prepared, PrepareReady, PrepareReply, PrepareRequest } from './prepare-worker.ts';
import { SourceError } from './source-error.ts';
import { isModule, namesFile } from './specifiers.ts';

/** What was prepared when the site was built: the text of each file, and what is known of it. */
export interface PreparedFiles {
  readonly files: Readonly<Record<string, string>>;
  readonly modules: Readonly<Record<string, ModuleSyntax>>;
}

/** How long files may take to be parsed, once the parser is there, in milliseconds. */
const LIMIT = 10_000;

/** It took longer than that. */
export class PrepareTimeout extends Error {}

interface Request extends PromiseWithResolvers<PrepareReply> {
  files: Record<string, string>;
  signal: AbortSignal | undefined;
}

export class Preparer {
  #worker: Worker | undefined;
  /** For the request whose turn it is: they are answered in order. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  /**
   * By file and text: between two runs a reader changes few files, and not all of them are of one
   * stage.
   */
  readonly #known = new Map<string, Prepared>();
  readonly #requests = new Map<number, Request>();
  #nextId = 1;

  /** Tells what the build found out about files, so that they needn't be parsed. */
  know({ files, modules }: PreparedFiles): void {
    for (const [file, module] of Object.entries(modules))
      this.#known.set(keyOf(file, files[file]!), module);
  }

  /**
   * Links a job: what can be known to be wrong with it before it runs is found here.
   * @param ways In Node there are packages to import: what is not a file is taken to exist then,
   *   and to export what is asked of it.
   * @param signal Aborted when it isn't wanted any more.
   * @throws {SourceError} with the place of what is wrong.
   * @throws {PrepareTimeout} if the code is made so that its parser takes too long.
   */
  async plan(
    { files, entry, mode, trace }: Job,
    ways: Omit<Ways, 'isTraced'> = {},
    signal?: AbortSignal,
  ): Promise<Plan> {
    await this.#prepare(files, entry, signal);
    const syntaxOf = (file: string): ModuleSyntax => {
      const prepared = this.#known.get(keyOf(file, files[file]!))!;
      if ('error' in prepared) throw new SourceError(prepared.error, prepared.at);
      return prepared;
    };
    const vitest = mode === 'tests' ? { vitest: VITEST_EXPORTS } : {};
    return link(
      files,
      entry,
      syntaxOf,
      { ...(ways.isInNode ? this.#packagesIn(files) : BUILT_INS), ...vitest },
      { ...ways, isTraced: trace },
    );
  }

  /**
   * Drops what isn't wanted any more: it may be what hangs. What others wait for begins anew.
   */
  drop(): void {
    const first = this.#requests.keys().next().value;
    for (const [id, { signal, reject }] of this.#requests) {
      if (!signal?.aborted) continue;
      this.#requests.delete(id);
      reject(new Error('stopped'));
    }
    if (first !== undefined && !this.#requests.has(first)) this.#beginAnew();
  }

  #beginAnew(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    clearTimeout(this.#timer);
    for (const [id, { files }] of this.#requests) this.#post(id, files);
  }

  #fail(why: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    clearTimeout(this.#timer);
    for (const { reject } of this.#requests.values()) reject(why);
    this.#requests.clear();
  }

  /** The first of those that wait has so long from now on. */
  #watch(): void {
    clearTimeout(this.#timer);
    const [first] = this.#requests;
    if (!first) return;
    const [id, { reject }] = first;
    this.#timer = setTimeout(() => {
      this.#requests.delete(id);
      reject(new PrepareTimeout(`the code couldn’t be parsed within ${LIMIT / 1000} s`));
      this.#beginAnew();
    }, LIMIT);
  }

  #packagesIn(files: Job['files']): BuiltIns {
    const packages: Record<string, 'any'> = Object.create(null); // `import 'constructor'` names a package, too
    for (const [file, source] of Object.entries(files)) {
      const prepared = this.#known.get(keyOf(file, source));
      if (!prepared || 'error' in prepared) continue;
      for (const { specifier } of prepared.imports)
        if (!namesFile(specifier)) packages[specifier] = 'any';
    }
    return packages;
  }

  /** Sees to it that everything is known of the entry and of what it leads to. */
  async #prepare(
    files: Job['files'],
    entry: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const seen = new Set<string>();
    let wanted = new Set([entry]); // what many import is asked for once
    while (wanted.size > 0) {
      const present = [...wanted].filter((file) => Object.hasOwn(files, file) && !seen.has(file));
      for (const file of present) seen.add(file);
      const unknown = present.filter((file) => !this.#known.has(keyOf(file, files[file]!)));
      if (unknown.length > 0) {
        const reply = await this.#ask(
          Object.fromEntries(unknown.map((file) => [file, files[file]!])),
          signal,
        );
        for (const file of unknown) this.#known.set(keyOf(file, files[file]!), reply.files[file]!);
      }
      const modules = present.flatMap((file) => {
        const prepared = this.#known.get(keyOf(file, files[file]!))!;
        return 'error' in prepared ? [] : [[file, prepared] as const];
      });
      wanted = new Set(
        modules.flatMap(([file, module]) => [
          ...importsOf(module, file),
          ...threadsOf(module, file),
        ]),
      );
      if (modules.some(([, { loads }]) => loads))
        for (const file of Object.keys(files).filter(isModule)) wanted.add(file);
    }
  }

  #ask(files: Record<string, string>, signal: AbortSignal | undefined): Promise<PrepareReply> {
    const id = this.#nextId++;
    const request = { ...Promise.withResolvers<PrepareReply>(), files, signal };
    request.promise.catch(() => {}); // a run that was stopped no longer listens
    this.#requests.set(id, request);
    if (this.#worker && this.#requests.size === 1) this.#watch();
    this.#post(id, files);
    return request.promise;
  }

  #post(id: number, files: Record<string, string>): void {
    this.#worker ??= this.#makeWorker();
    this.#worker.postMessage({ id, files } satisfies PrepareRequest);
  }

  #makeWorker(): Worker {
    const worker = new Worker(new URL('./prepare-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data: reply }: MessageEvent<PrepareReply | PrepareReady>) => {
      if ('id' in reply) {
        this.#requests.get(reply.id)?.resolve(reply);
        this.#requests.delete(reply.id);
      }
      this.#watch();
    };
    worker.onerror = ({ message }) =>
      this.#fail(
        new Error(`the code couldn’t be prepared: ${message ?? 'its worker didn’t load'}`),
      );
    return worker;
  }
}

const keyOf = (file: string, source: string): string => `${file}\0${source}`;
