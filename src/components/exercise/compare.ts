// The solution as a change of the reader's version, which stays as it is.
import type { ProgramBox } from '../program-box/element.ts';
import { showDifference } from '../workbench/difference.ts';
import { stageFiles } from '../workbench/loaders.ts';

export async function compare(box: ProgramBox, into: Element): Promise<void> {
  const { files } = await stageFiles(box.dataset.exercises!);
  const entry = box.dataset.entry!;
  const solution = files[entry.replace('exercise.ts', 'solution.ts')]!;
  const what = document.createElement('p');
  const mine = `${box.files.code(entry).trimEnd()}\n`;
  what.textContent =
    mine === solution
      ? 'It is what you wrote.'
      : 'What it changes in your version, which stays as it is:';
  into.replaceChildren(
    what,
    showDifference({ [entry]: solution }, () => mine),
  );
}
