// What epubcheck, the standard's own checker, says of an edition. It needs Java.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** EPUBCHECK names its jar; else it's where Debian has it. */
const jar = (): string => process.env.EPUBCHECK || '/usr/share/java/epubcheck.jar';

/** @throws {Error} if it finds something, or isn't there: then nothing was checked. */
export function checkEpub(file: string): void {
  if (!existsSync(jar()))
    throw new Error(
      `there’s no epubcheck at ${jar()}: install it, or say where it is in EPUBCHECK`,
    );
  try {
    execFileSync('java', ['-jar', jar(), '--failonwarnings', file], { stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    throw new Error(`epubcheck: ${stderr ?? ''}${stdout ?? error}`);
  }
}
