// What a reader takes home: a stage as it is, or what to begin its part with. Given the files of
// code/, it says which files that is. The site and the command line ask the same.
import type { Stage, Stages } from './stage.ts';
import { starterOf } from './starter.ts';

export interface Fork {
  /** Also the name of its folder: `part-3-task-loop`, `part-3-task-loop-starter`. */
  name: string;
  stage: string;
  manifest: Stage;
  isStarter: boolean;
}

/**
 * Every stage, and a starter of each that is built in steps.
 * @param stepped The stages that are.
 */
export const forksOf = (stages: Stages, stepped: ReadonlySet<string>): readonly Fork[] =>
  [...stages].flatMap(([stage, manifest]) => [
    { name: stage, stage, manifest, isStarter: false },
    ...(stepped.has(stage) ? [{ name: `${stage}-starter`, stage, manifest, isStarter: true }] : []),
  ]);

export interface Material {
  /** The files of code/, by their names from there on. */
  code: ReadonlyMap<string, string>;
  licence: string;
  /**
   * What each starter has beside its part: its scripts, and what plays asyncio's scenarios, by name from
   * its root.
   */
  atHome: Readonly<Record<string, string>>;
  /**
   * The number and title of a chapter, as a reader knows it: `2.1, A result that is not there yet`.
   */
  chapter(id: string): string;
}

/** In an editor of VS Code's kind, F5 runs the file that is open, and stops at its break points. */
const LAUNCH = {
  version: '0.2.0',
  configurations: [
    {
      name: 'This program',
      type: 'node',
      request: 'launch',
      program: '${file}',
      skipFiles: ['<node_internals>/**'],
    },
    {
      name: 'The tests in this file',
      type: 'node',
      request: 'launch',
      program: '${workspaceFolder}/node_modules/vitest/vitest.mjs',
      args: ['run', '${relativeFile}', '--testTimeout', '0'],
      console: 'integratedTerminal',
      skipFiles: ['<node_internals>/**', '**/node_modules/**'],
    },
  ],
};

/** A container with Node, for editors that begin there. */
const CONTAINER = {
  name: 'Tasque',
  image: 'mcr.microsoft.com/devcontainers/typescript-node:24',
  postCreateCommand: 'npm install',
};

const COMMON: Readonly<Record<string, string>> = {
  '.nvmrc': '24\n',
  '.gitattributes': '* text=auto eol=lf\n',
  '.gitignore': 'node_modules/\n.passed\n',
  '.devcontainer/devcontainer.json': `${JSON.stringify(CONTAINER, null, 2)}\n`,
  '.editorconfig':
    'root = true\n\n[*]\ncharset = utf-8\nend_of_line = lf\nindent_size = 2\nindent_style = space\ninsert_final_newline = true\nmax_line_length = 88\ntrim_trailing_whitespace = true\n',
  '.vscode/launch.json': `${JSON.stringify(LAUNCH, null, 2)}\n`,
};

/**
 * Where those files are in a starter.
 * @param files By name from the root of this repository: what is in `src/fork/at-home/` and `src/asyncio/`.
 */
export const atHomeOf = (files: Readonly<Record<string, string>>): Material['atHome'] =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([file]) => !/in-the-page\.ts$|README\.md$/.test(file))
      .map(([file, text]) => [
        file
          .replace(/^\/?src\/fork\/at-home\//, 'scripts/')
          .replace(/^\/?src\/asyncio\//, 'asyncio/'),
        text,
      ]),
  );

/** The files of a fork by their names from its root, sorted. */
export function filesOf(fork: Fork, material: Material): Record<string, string> {
  const { code, licence } = material;
  const files = {
    ...COMMON,
    LICENSE: licence,
    ...(fork.isStarter
      ? starterOf(fork, wholeStage(code, fork.stage), material)
      : stageFiles(code, fork.stage)),
  };
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** All that there is of a stage, by name from its root. */
const wholeStage = (code: Material['code'], stage: string): Record<string, string> =>
  Object.fromEntries(
    [...code]
      .filter(([file]) => file.startsWith(`${stage}/`))
      .map(([file, text]) => [file.slice(stage.length + 1), text]),
  );

/**
 * What a reader gets of a stage, at home or in the page, by name from its root: all but what the
 * book knows of it, the steps in which it is built, and the answers that its judges are tried on.
 */
export const stageFiles = (code: Material['code'], stage: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(wholeStage(code, stage)).filter(
      ([file]) =>
        file !== 'stage.ts' && !file.startsWith('steps/') && !file.endsWith('/answers.md'),
    ),
  );
