// What leaves a workbench: a copied text, a link, a zip. Loaded when it is asked for.
import { toClipboard } from '../copy/clipboard.ts';
import { libraryIn } from './files.ts';
import { linkTo } from './share.ts';
import type { Workbench } from './workbench.ts';

export async function copy(bench: Workbench): Promise<void> {
  await bench.session.ready;
  await copyText(bench, bench.session.files.code(bench.session.shown!));
}
/** What came of it is said by the bench. */
export async function copyText({ session }: Workbench, text: string): Promise<void> {
  session.mention(
    (await toClipboard(text))
      ? 'Copied.'
      : 'This browser doesn’t allow copying: select the text and copy it by hand.',
  );
}

export async function share({ session, output, toolbar }: Workbench): Promise<void> {
  await session.ready;
  const { files, view } = session;
  const link = await linkTo({ box: files.box, edits: files.edits });
  if (typeof link !== 'string') {
    const [characters, most] = [link.characters, link.most].map((count) =>
      count.toLocaleString('en'),
    );
    session.mention(
      `This is too much for a link: ${characters} characters, and a link can carry ${most}. Download it instead.`,
    );
    return toolbar.focus('download');
  }
  if (!(await toClipboard(link)))
    return output.offerText('This browser doesn’t allow copying. The link: ', 'The link', link);
  session.mention(
    files.isEdited()
      ? 'The link is copied. It first shows what you changed, and runs nothing by itself.'
      : `The link is copied. It leads to this ${view === 'lab' ? 'stage' : 'program'} as it is in the book.`,
  );
}

/** The whole stage as it is here, as a zip. */
export async function download({ session }: Workbench): Promise<void> {
  await session.ready;
  const { files, view } = session;
  const { saveOwnVersion, saveLibrary } = await import('../take-home/own-version.ts');
  if (view === 'step') {
    const isWhole = await saveLibrary(session.stage, libraryIn(files.all()));
    return session.mention(
      isWhole
        ? 'Your library is saved as a zip: a project with the tests of its steps.'
        : 'Your library is saved as a zip. We couldn’t load the rest of the project.',
    );
  }
  const start = view === 'box' ? session.entry : undefined;
  const isWhole = await saveOwnVersion(session.stage, files.edits, start);
  session.mention(
    !isWhole
      ? 'The files that you changed are saved as a zip. We couldn’t load the rest of the stage.'
      : `The stage is saved as a zip${files.isEdited() ? ', with your changes' : ''}.${start ? ' In it, “npm start” runs this program.' : ''}`,
  );
}

/** What was changed in the stage, for a copy of it that is at home already. */
export async function patch({ session }: Workbench): Promise<void> {
  await session.ready;
  const { files, stage } = session;
  const [{ patchOf }, { atHome, save }] = await Promise.all([
    import('./patch.ts'),
    import('../take-home/own-version.ts'),
    session.loadAll(Object.keys(files.edits)),
  ]);
  const originals = files.originals();
  const changes = Object.entries(files.edits).map(([file, text]) => ({
    file,
    from: originals[file],
    to: text === null ? undefined : atHome(text),
  }));
  save(new Blob([patchOf(changes)], { type: 'text/x-diff' }), `${stage}.patch`);
  session.mention(
    `Your changes are saved as a patch. In a folder with the book’s version of the stage, run git apply ${stage}.patch`,
  );
}
