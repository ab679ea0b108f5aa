// A stage as its reader has changed it, as a zip that is made here. Loaded when it is asked for.
import { url } from '../../book/url.ts';
import { zipOf } from '../../fork/zip.ts';

/** The files of a fork, as the site gives them out. @throws {Error} if they cannot be had. */
export async function forkFiles(name: string): Promise<Record<string, string>> {
  const response = await fetch(url(`fork/${name}.json`));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return (await response.json()) as Record<string, string>;
}

/**
 * Has the browser save it.
 * @param edits What the reader changed, by file.
 * @param start The program that `npm start` is to run.
 */
export async function saveOwnVersion(stage: string, edits: Readonly<Record<string, string>>, start?: string): Promise<void> {
  const files = await forkFiles(stage);
  for (const [file, text] of Object.entries(edits)) files[file] = text.endsWith('\n') ? text : `${text}\n`;
  if (start) files['package.json'] = files['package.json']!.replace(/("start": ")[^"]*/, `$1node ${start}`);
  const name = `${stage}-mine`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([zipOf(name, files)], { type: 'application/zip' }));
  link.download = `${name}.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
