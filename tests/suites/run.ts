// `npm run suites -- KIND FOLDER…`: what others have written, run here and in Node. It fetches
// nothing: the folders are where a person has put them.
const [kind, ...folders] = process.argv.slice(2);
const { default: run } = (await import(`./${kind}.ts`)) as {
  default(folders: string[]): Promise<void>;
};
await run(folders);

export {};
