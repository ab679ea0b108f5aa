// Which of the book's states a reader's files count as changes of.
import type { Files } from '../workbench/files.ts';
import { isBrought, type LadderOnPage } from './steps-of-stage.ts';

/** From now on they're changes of that state; what comes with a later step is one of that step's. */
export function basedOn(files: Files, ladder: LadderOnPage, number: number): void {
  const of = ladder.steps[number - 1]?.folder;
  const state = ladder.filesAt(number);
  for (const [file, text] of Object.entries(files.edits)) {
    const edit = files.edit(file)!;
    const brought = ladder.brought[file.replace('src/', '')];
    if (brought && brought.step > number) {
      const its = ladder.steps[brought.step - 1]!.folder;
      if (edit.of !== its && isBrought(ladder, file, text ?? '')) files.rebase(file, text, its);
      continue;
    }
    // what it brings later than that isn't the reader's own for it
    const isToCome = !(file in state) && edit.of === undefined && edit.base === undefined;
    if (edit.of !== of && !isToCome) files.rebase(file, text, of);
  }
}
