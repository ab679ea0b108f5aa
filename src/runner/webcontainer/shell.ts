// A shell in the container, in a folder with the files of a stage.
import type { WebContainer } from '@webcontainer/api';
import { within, type Container, type Patience } from './container.ts';
import { treeOf } from './tree.ts';

export interface Size {
  cols: number;
  rows: number;
}

export class Shell {
  readonly #container: WebContainer;
  readonly #folder: string;
  readonly #input: WritableStreamDefaultWriter<string>;
  readonly #process: Awaited<ReturnType<WebContainer['spawn']>>;
  /** Settles when the shell is over: it was left, or its container was lost. */
  readonly over: Promise<void>;

  private constructor(container: WebContainer, folder: string, process: Awaited<ReturnType<WebContainer['spawn']>>, lost: Promise<never>, on: (text: string) => void) {
    this.#container = container;
    this.#folder = folder;
    this.#process = process;
    this.#input = process.input.getWriter();
    void process.output.pipeTo(new WritableStream({ write: on })).catch(() => {});
    this.over = Promise.race([process.exit, lost]).then(
      () => {},
      () => {},
    );
  }

  /**
   * @param folder Where its files are: the same for each shell of a stage.
   * @param on Told what it prints.
   * @throws {BootError} where there can be no container, {LostError} where it does not answer.
   */
  static async open(container: Container, patience: Patience, folder: string, files: Readonly<Record<string, string>>, terminal: Size, on: (text: string) => void): Promise<Shell> {
    const there = await container.get();
    const { lost } = container;
    const filled = there.fs.mkdir(folder, { recursive: true }).then(() => there.mount(treeOf(files), { mountPoint: folder }));
    await within(patience.mount, 'Writing the files', filled);
    const process = await within(patience.spawn, 'Starting a shell', there.spawn('jsh', [], { cwd: folder, terminal }));
    return new Shell(there, folder, process, lost, on);
  }

  type(text: string): void {
    void this.#input.write(text).catch(() => {}); // it is over
  }
  resize(size: Size): void {
    this.#process.resize(size);
  }
  /** Puts the reader's version of a file into its folder. */
  async save(file: string, text: string): Promise<void> {
    await this.#container.fs.writeFile(`${this.#folder}/${file}`, text);
  }
  end(): void {
    this.#process.kill();
  }
}
