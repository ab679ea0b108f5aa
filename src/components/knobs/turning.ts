// Turns the knobs of a program: changes its text and runs it, with the newest value first. Loaded when
// a reader comes near a program that has some.
import { h, hydrate, render } from 'preact';
import { isTest, nameOf } from '../workbench/files.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { KnobRows, labelOf } from './knob-rows.tsx';
import { knobsIn, turned, type Knob } from './knobs.ts';
import styles from './knobs.css?inline';

/** So long a run may take that is of an older value, in milliseconds: it's something to see. */
const PATIENCE = 120;
/** After so long it is said that it runs, in milliseconds. */
const LONG = 400;
/** A line that is being written is none for so long, in milliseconds. */
const WRITING = 800;

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

const turnings = new WeakMap<Workbench, Turning>();

/**
 * What a workbench will run may have other knobs now, or they are set to something else.
 * @param place What they stand before.
 */
export function heedKnobs(bench: Workbench, place: HTMLElement): void {
  let turning = turnings.get(bench);
  if (!turning) turnings.set(bench, (turning = new Turning(bench, place)));
  turning.heed();
}

class Turning {
  readonly #bench: Workbench;
  readonly #root: HTMLElement;
  /** Says that there's one less. */
  readonly #said = document.createElement('p');
  #file = '';
  #text: string | undefined;
  #knobs: readonly Knob[] = [];
  /** The one that is being turned: undo takes all of that back at once. */
  #turned: string | undefined;
  /** The text that this made. */
  #made = '';
  #isFollowing = false;
  #isBehind = false;
  #writing: ReturnType<typeof setTimeout> | undefined;

  constructor(bench: Workbench, place: HTMLElement) {
    this.#bench = bench;
    const built = bench.root.querySelector<HTMLElement>('.knobs');
    this.#root = built ?? document.createElement('div');
    this.#said.className = 'visually-hidden';
    this.#said.role = 'status';
    if (built) this.#takeOver(built);
    else this.#begin(place);
    this.#root.after(this.#said);
    for (const end of ['focusout', 'pointerdown'] as const)
      this.#root.addEventListener(end, () => (this.#turned = undefined));
  }

  #begin(place: HTMLElement): void {
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
    this.#root.className = 'knobs';
    this.#root.role = 'group';
    place.before(this.#root);
  }

  /** What the build put there, which the reader may have turned before this was loaded. */
  #takeOver(root: HTMLElement): void {
    const { entry, files } = this.#bench.session;
    this.#knobs = knobsIn(files.originals()[entry!]!);
    const moved: [name: string, to: string][] = [];
    for (const [at, control] of [...root.querySelectorAll('input, select')].entries()) {
      const { value } = control as HTMLInputElement | HTMLSelectElement;
      const before =
        control instanceof HTMLInputElement
          ? control.defaultValue
          : control.querySelector<HTMLOptionElement>('option[selected]')!.value;
      if (value !== before) moved.push([this.#knobs[at]!.name, value]);
    }
    hydrate(h(KnobRows, { knobs: this.#knobs, turn: this.#turn }), root);
    queueMicrotask(() => moved.forEach((one) => this.#turn(...one)));
  }

  heed(): void {
    const { target, files } = this.#bench.session;
    const text = isTest(target) ? '' : files.code(target);
    if (target === this.#file && text === this.#text) return;
    const isSame = target === this.#file;
    this.#file = target;
    this.#text = text;
    if (text !== this.#made) this.#turned = undefined;
    this.#show(isSame);
  }

  /** @param isSame Whether it's the program whose knobs are shown. */
  #show(isSame: boolean, isWritten = false): void {
    clearTimeout(this.#writing);
    const knobs = knobsIn(this.#text!);
    const gone = this.#knobs.filter((knob) => !knobs.some(({ name }) => name === knob.name));
    if (isSame && gone.length > 0 && !isWritten) {
      this.#writing = setTimeout(() => this.#show(true, true), WRITING);
      return;
    }
    const hadFocus = this.#root.contains(document.activeElement);
    this.#knobs = knobs;
    this.#root.ariaLabel = labelOf(nameOf(this.#file));
    render(h(KnobRows, { knobs, turn: this.#turn }), this.#root);
    if (hadFocus && !this.#root.contains(document.activeElement))
      this.#bench.toolbar.focusPrimary();
    this.#said.textContent = isSame && gone.length > 0 ? whatIsGone(gone) : '';
  }

  readonly #turn = (name: string, to: string): void => {
    // where it can't be loaded, the text is changed all the same
    const editor = this.#bench.session.shown === undefined ? undefined : this.#bench.edit();
    void Promise.resolve(editor)
      .catch(() => undefined)
      .then((editor) => {
        const { session } = this.#bench;
        const file = this.#file;
        const code = session.files.code(file);
        const knob = knobsIn(code).find((one) => one.name === name);
        const change = knob && turned(knob, to);
        if (!change || change.insert === knob.literal) return;
        const goesOn = this.#turned === name;
        this.#made = code.slice(0, change.from) + change.insert + code.slice(change.to);
        session.turns();
        editor?.turn(file, change, goesOn);
        session.edit(file, this.#made);
        if (!editor) session.refresh([file]);
        this.#turned = name;
        void this.#follow();
      });
  };

  /** Runs what it was turned to last. */
  async #follow(): Promise<void> {
    this.#isBehind = true;
    if (this.#isFollowing) return;
    this.#isFollowing = true;
    const { session } = this.#bench;
    try {
      while (this.#isBehind) {
        await this.#bench.overtake(PATIENCE);
        this.#isBehind = false;
        this.#bench.runForKnob();
      }
    } finally {
      this.#isFollowing = false;
    }
    setTimeout(() => session.isRunning && session.sayProgress('Running…'), LONG);
  }
}

const whatIsGone = (gone: readonly Knob[]): string =>
  `${gone.map(({ name }) => name).join(' and ')} can’t be turned any more, because ${gone.length === 1 ? 'its line is' : 'their lines are'} gone.`;
