// A shell in the container, in a folder with the files of a stage.
import type { WebContainer } from '@webcontainer/api';
import { Door } from '../../door/door.ts';
import { text } from '../../door/shapes.ts';
import { within, type Container, type Patience } from './container.ts';
import type { Shell, Size } from '../contract.ts';
import { treeOf } from './tree.ts';

/** How many characters a shell may say at once. */
const LONGEST = 1_000_000;

export class ContainerShell implements Shell {
  readonly #container: WebContainer;
  readonly #folder: string;
  readonly #input: WritableStreamDefaultWriter<string>;
  readonly #process: Awaited<ReturnType<WebContainer['spawn']>>;
  readonly over: Promise<void>;

  private constructor(
    container: WebContainer,
    folder: string,
    process: Awaited<ReturnType<WebContainer['spawn']>>,
    lost: Promise<never>,
    on: (text: string) => void,
  ) {
    this.#container = container;
    this.#folder = folder;
    this.#process = process;
    this.#input = process.input.getWriter();
    const door = new Door();
    const hear = (chunk: unknown): void => {
      const piece = door.admit(text(LONGEST), chunk);
      if (piece !== undefined) on(piece);
      else if (door.refused === 1)
        on(
          '\r\n[We left out something that the shell said: it wasn’t text, or it was too much at once.]\r\n',
        );
    };
    void process.output.pipeTo(new WritableStream<unknown>({ write: hear })).catch(() => {});
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
  static async open(
    container: Container,
    patience: Patience,
    folder: string,
    files: Readonly<Record<string, string>>,
    terminal: Size,
    on: (text: string) => void,
  ): Promise<ContainerShell> {
    const there = await container.get();
    const { lost } = container;
    const filled = there.fs
      .mkdir(folder, { recursive: true })
      .then(() => there.mount(treeOf(files), { mountPoint: folder }));
    await within(patience.mount, 'Writing the files', filled);
    const process = await within(
      patience.spawn,
      'Starting a shell',
      there.spawn('jsh', [], { cwd: folder, terminal }),
    );
    return new ContainerShell(there, folder, process, lost, on);
  }

  type(text: string): void {
    void this.#input.write(text).catch(() => {}); // it is over
  }
  resize(size: Size): void {
    this.#process.resize(size);
  }
  async save(file: string, text: string | null): Promise<void> {
    const { fs } = this.#container;
    const path = `${this.#folder}/${file}`;
    if (text === null) return fs.rm(path, { force: true });
    await fs.mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
    await fs.writeFile(path, text);
  }
  end(): void {
    this.#process.kill();
  }
}
