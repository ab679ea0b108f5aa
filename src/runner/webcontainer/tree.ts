import type { FileSystemTree } from '@webcontainer/api';

/**
 * Files by their paths, as a container takes them. Of a file and a folder with one name, which no
 * system has, the file is left out.
 */
export function treeOf(files: Readonly<Record<string, string>>): FileSystemTree {
  // a file may have any name
  const empty = (): FileSystemTree => Object.create(null) as FileSystemTree;
  const root = empty();
  for (const [path, contents] of Object.entries(files)) {
    const folders = path.split('/');
    const name = folders.pop()!;
    let folder = root;
    for (const part of folders) {
      const there = folder[part];
      const next = there && 'directory' in there ? there : { directory: empty() };
      folder[part] = next;
      folder = next.directory;
    }
    folder[name] ??= { file: { contents } };
  }
  return root;
}
