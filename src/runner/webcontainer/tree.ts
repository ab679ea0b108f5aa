import type { FileSystemTree } from '@webcontainer/api';

/** Files by their paths, as a container takes them. */
export function treeOf(files: Readonly<Record<string, string>>): FileSystemTree {
  // a file may have any name
  const empty = (): FileSystemTree => Object.create(null) as FileSystemTree;
  const root = empty();
  for (const [path, contents] of Object.entries(files)) {
    const folders = path.split('/');
    const name = folders.pop()!;
    let folder = root;
    for (const part of folders)
      folder = ((folder[part] ??= { directory: empty() }) as { directory: FileSystemTree })
        .directory;
    folder[name] = { file: { contents } };
  }
  return root;
}
