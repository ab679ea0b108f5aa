// `npm run suites -- KIND FOLDER... [--files]` judges what the page knows of programs by programs of
// others, which a person has put into those folders. KIND is a file beside this one.
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

/** What a kind exports: prints how far the page agrees with Node about what is in a folder. */
export interface Suite {
  /** @param files Whether those that it does not agree about are named. */
  judge(folder: string, files: boolean): Promise<void>;
}

const { values, positionals } = parseArgs({
  options: { files: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [kind = '', ...folders] = positionals;
const kinds = globSync('*.ts', { cwd: import.meta.dirname })
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'run' && !name.startsWith('node-'));
if (!kinds.includes(kind) || folders.length === 0) {
  console.error(`npm run suites -- ${kinds.join('|')} FOLDER... [--files]`);
  process.exit(2);
}
const { judge } = (await import(`./${kind}.ts`)) as Suite;
for (const folder of folders) await judge(folder, values.files);
