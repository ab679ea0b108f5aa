// The box that opens below a listing: loaded when a reader comes near.
import { labAddress } from '../lab/address.ts';
import type { ProgramBox } from '../program-box/element.ts';
import { bringSpanOntoScreen, fitsScreen } from '../workbench/bring-into-view.ts';
import { stageFiles } from '../workbench/loaders.ts';
import type { TryIt } from './element.ts';

/** So much of the code is seen at least, in pixels. */
const LEAST = 160;

export const prepare = (place: TryIt): Promise<unknown> => stageFiles(place.dataset.library!);

/** Onto the screen, below the button that closes it, unless a long listing is between them. */
export function bring(box: ProgramBox, button: Element): void {
  const { top } = button.getBoundingClientRect();
  const editor = box.querySelector('.editor')!.getBoundingClientRect();
  const least = editor.top + LEAST;
  const first = fitsScreen(top, least) ? top : box.getBoundingClientRect().top;
  bringSpanOntoScreen(first, Math.max(editor.bottom, least));
}

export async function makeBox(place: TryIt): Promise<ProgramBox> {
  const { file, line, program, library, tests } = place.dataset as Record<string, string>;
  const { files, outputs } = await stageFiles(library!);
  const entry = program!.slice(program!.indexOf('/') + 1);
  const name = entry.split('/').at(-1)!;
  const template = document.querySelector<HTMLTemplateElement>('#try-box')!;
  const box = template.content.querySelector('program-box')!.cloneNode(true) as ProgramBox;
  box.dataset.program = place.name;
  box.dataset.entry = entry;
  box.dataset.library = library;
  box.dataset.tests = tests;
  box.id = `program-${box.dataset.program.replace(/\W+/g, '-')}`;
  box.ariaLabel = `${name} with ${file}`;
  box.querySelector<HTMLAnchorElement>('a[data-do=lab]')!.href = labAddress(place.name, entry);
  box.querySelector('.name')!.textContent = name;
  box.querySelector('.code code')!.textContent = files[entry]!.trimEnd();
  box.querySelector('samp')!.textContent = outputs?.[entry] ?? '';
  box.inert = true; // what was typed before its file is there would go to another one
  (place.closest('figure') ?? place).after(box);
  try {
    await box.open(file!, Number(line));
  } catch (error) {
    box.remove();
    throw error;
  }
  box.inert = false;
  return box;
}
