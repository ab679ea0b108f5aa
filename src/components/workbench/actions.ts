// What a reader can do, as buttons. Toolbar.astro renders them from this table at build time,
// toolbar.ts shows what they can do at the moment, and workbench.ts does it: so a new one is an
// entry here.
import type { EngineOffer } from '../../runner/contract.ts';
import { choose } from './engine-choice.ts';
import { USUAL } from './engines.ts';
import { isTest, nameOf } from './files.ts';
import type { BoxBench } from '../program-box/bench.ts';
import type { Workbench } from './workbench.ts';

export type View = 'box' | 'exercise' | 'fault' | 'step' | 'lab';

/** A row of buttons; each view has some. */
export type Bar =
  'files' | 'run' | 'bar' | 'menu' | 'run-all' | 'check' | 'take' | 'reset' | 'output';

/** What buttons depend on. */
export interface State {
  readonly view: View;
  /** The file that Run will run. */
  readonly target: string;
  readonly shown: string | undefined;
  readonly isRunning: boolean;
  /** Whether the run takes long enough that a reader may want to stop it. */
  readonly isLong: boolean;
  readonly isChecking: boolean;
  /** Whether runs are watched. */
  readonly isTraced: boolean;
  /** Whether the reader has a library of their own that the program runs on. */
  readonly hasOwn: boolean;
  /** Whether it does. */
  readonly isOnOwn: boolean;
  /** Whether what will run has a loop whose orders can be tried. */
  readonly hasLoop: boolean;
  /** Where the last run could be had, if it could not be where it was to run. */
  readonly instead: EngineOffer | undefined;
  /** The file that was deleted last, while it can be put back. */
  readonly deletedLast: string | undefined;
  /** What taking the last replacement back is called, if that can be done. */
  readonly undoLabel: string | undefined;
  isEdited(file?: string): boolean;
  /** Whether the book has no such file. */
  isOwn(file: string): boolean;
  /** Whether the reader's version of a file that was reset can come back. */
  canUndo(file: string): boolean;
}

/** As the build renders them, before the reader has done anything. */
export const untouched = (view: View): State => ({
  view,
  target: '',
  shown: undefined,
  isRunning: false,
  isLong: false,
  isChecking: false,
  isTraced: false,
  hasOwn: false,
  isOnOwn: false,
  hasLoop: false,
  instead: undefined,
  deletedLast: undefined,
  undoLabel: undefined,
  isEdited: () => false,
  isOwn: () => false,
  canUndo: () => false,
});

export interface Action {
  id: string;
  label: string | ((state: State) => string);
  /** In which bar of which view it is; in a bar they have the order of this table. */
  in: Partial<Record<View, Bar>>;
  isPrimary?: true;
  isShown?(state: State): boolean;
  isEnabled?(state: State): boolean;
  /** Not enabled for the moment: the button keeps the focus meanwhile. */
  isBusy?(state: State): boolean;
  /** For what is switched on and off. */
  isPressed?(state: State): boolean;
  does(bench: Workbench): unknown;
}

export const ACTIONS: readonly Action[] = [
  {
    id: 'new-file',
    label: 'New file',
    in: { lab: 'files', step: 'menu' },
    does: (bench) => bench.tend('new-file'),
  },
  {
    id: 'rename-file',
    label: 'Rename this file',
    in: { step: 'menu' },
    isEnabled: (state) => state.shown !== undefined && state.isOwn(state.shown),
    does: (bench) => bench.tend('rename-file'),
  },
  {
    id: 'delete-file',
    label: 'Delete this file',
    in: { step: 'menu' },
    isEnabled: (state) => state.shown !== undefined && state.isOwn(state.shown),
    does: (bench) => bench.tend('delete-file'),
  },
  {
    id: 'new-program',
    label: 'New program',
    in: { lab: 'files' },
    does: (bench) => bench.tend('new-program'),
  },
  {
    id: 'find-in-all',
    label: 'Find in all files',
    in: { lab: 'files' },
    does: (bench) => bench.tend('find-in-all'),
  },
  {
    id: 'undelete',
    label: ({ deletedLast }) => `Put ${nameOf(deletedLast ?? '')} back`,
    in: { lab: 'files' },
    isShown: (state) => state.deletedLast !== undefined,
    does: (bench) => bench.tend('undelete'),
  },
  {
    id: 'run-all',
    label: 'Run all tests',
    in: { lab: 'run-all' },
    isBusy: (state) => state.isRunning,
    does: ({ session }) => session.runTests(),
  },
  {
    id: 'run',
    label: ({ view, target, shown }) => {
      if (view === 'exercise') return 'Check';
      if (view === 'fault') return 'Catch it';
      if (view === 'step') return 'Test this step';
      if (isTest(target)) return 'Run tests';
      // where the file on the screen is none that runs, it says what it will run
      return view === 'box' && shown !== undefined && shown !== target
        ? `Run ${nameOf(target)}`
        : 'Run';
    },
    in: { box: 'run', exercise: 'run', fault: 'run', step: 'run', lab: 'run' },
    isPrimary: true,
    isShown: ({ view, isLong }) => view === 'lab' || !isLong,
    isBusy: (state) => state.isRunning,
    does: (bench) => bench.run(),
  },
  {
    id: 'stop',
    label: 'Stop',
    in: { box: 'run', exercise: 'run', fault: 'run', step: 'run', lab: 'run' },
    // in a box it is in the place of Run, and not at once: a second press of Run is no Stop
    isShown: ({ view, isLong }) => view === 'lab' || isLong,
    isEnabled: (state) => state.isRunning,
    does: ({ session }) => session.stop(),
  },
  {
    id: 'reset-file',
    label: (state) => (canUndoShown(state) ? 'Undo reset' : 'Reset file'),
    in: { lab: 'reset' },
    isEnabled: (state) =>
      canUndoShown(state) ||
      (state.shown !== undefined && state.isEdited(state.shown) && !state.isOwn(state.shown)),
    does: (bench) => bench.resetFile(),
  },
  {
    id: 'reset',
    label: ({ view, undoLabel }) => undoLabel ?? RESET[view],
    in: { box: 'menu', exercise: 'menu', fault: 'menu', step: 'menu', lab: 'reset' },
    isShown: (state) => /lab|step/.test(state.view) || canReset(state),
    isEnabled: (state) => state.view === 'step' || canReset(state),
    does: (bench) => bench.resetAll(),
  },
  {
    id: 'copy',
    label: 'Copy',
    in: { box: 'menu', exercise: 'menu', fault: 'menu', step: 'menu' },
    does: async (bench) => (await import('./copies.ts')).copy(bench),
  },
  {
    id: 'share',
    label: 'Share',
    in: { box: 'menu', exercise: 'menu', lab: 'take' },
    does: async (bench) => (await import('./copies.ts')).share(bench),
  },
  {
    id: 'download',
    label: ({ view }) => DOWNLOAD[view],
    in: { box: 'menu', exercise: 'menu', fault: 'menu', step: 'menu', lab: 'take' },
    does: async (bench) => (await import('./copies.ts')).download(bench),
  },
  {
    id: 'find',
    label: ({ view }) => (view === 'lab' ? 'Find' : 'Find in this file'),
    in: { box: 'menu', exercise: 'menu', fault: 'menu', step: 'menu', lab: 'check' },
    isEnabled: ({ view, shown }) => view !== 'lab' || shown !== undefined,
    does: (bench) => bench.find(),
  },
  {
    id: 'patch',
    label: 'Patch',
    in: { lab: 'take' },
    isEnabled: (state) => state.isEdited(),
    does: async (bench) => (await import('./copies.ts')).patch(bench),
  },
  {
    id: 'timeline',
    label: 'Timeline',
    in: { box: 'bar' },
    isPressed: (state) => state.isTraced,
    does: (bench) => bench.toggleTimeline(),
  },
  {
    id: 'own',
    label: 'On mine',
    in: { box: 'bar' },
    isShown: (state) => state.hasOwn,
    isPressed: (state) => state.isOnOwn,
    does: (bench) => bench.toggleOwn(),
  },
  {
    id: 'orders',
    label: 'Try every order',
    in: { box: 'menu' },
    isShown: (state) => state.hasLoop,
    does: async (bench) =>
      (await import('../every-order/every-order.tsx')).tryOrders(bench as BoxBench),
  },
  {
    id: 'types',
    label: 'Check types',
    in: { box: 'menu', exercise: 'menu', fault: 'menu', step: 'menu', lab: 'check' },
    isBusy: (state) => state.isRunning || state.isChecking,
    does: ({ session }) => session.check(),
  },
  {
    id: 'format',
    label: 'Format',
    in: { box: 'menu', exercise: 'menu', fault: 'menu', step: 'menu', lab: 'check' },
    isEnabled: (state) => state.view !== 'lab' || state.shown !== undefined,
    does: async (bench) => (await import('./format.ts')).format(bench),
  },
  {
    id: 'instead',
    label: ({ instead = USUAL }) => `Run it ${instead.place} instead`,
    in: { box: 'output', exercise: 'output', fault: 'output', step: 'output', lab: 'output' },
    isShown: (state) => state.instead !== undefined,
    does: (bench) => {
      choose(bench.session.instead!.id);
      bench.session.runAgain();
      bench.toolbar.focusPrimary();
    },
  },
];

const DOWNLOAD: Record<View, string> = {
  box: 'Download the project (zip)',
  exercise: 'Download the project (zip)',
  fault: 'Download the project (zip)',
  step: 'Take it home (zip)',
  lab: 'Download',
};

const RESET: Record<View, string> = {
  box: 'Reset',
  exercise: 'Reset',
  fault: 'Reset',
  step: 'Start this step over',
  lab: 'Reset all',
};

function canReset(state: State): boolean {
  return state.undoLabel !== undefined || state.isEdited();
}

function canUndoShown(state: State): boolean {
  return state.shown !== undefined && state.canUndo(state.shown);
}

export const labelOf = ({ label }: Action, state: State): string =>
  typeof label === 'string' ? label : label(state);
