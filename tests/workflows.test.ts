// What a contributor's machine and CI are told: scripts that exist, and all of them.
import { globSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { BROWSERS } from '../src/book/real-node.ts';
import vitestConfig from '../vitest.config.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};

interface Workflow {
  name: string;
  on: { workflow_run?: { workflows: string[] } };
  permissions: Record<string, string>;
  jobs: Record<
    string,
    {
      strategy?: { matrix: Record<string, string[]> };
      steps: {
        id?: string;
        uses?: string;
        run?: string;
        env?: Record<string, string>;
        with?: Record<string, string>;
      }[];
    }
  >;
}
const workflows = globSync('.github/workflows/*.yml').map(
  (file) => load(readFileSync(file, 'utf8')) as Workflow,
);
const workflow = (name: string): Workflow => workflows.find((one) => one.name === name)!;

test('workflows run scripts that exist, all of npm test among them', () => {
  const commands = workflows
    .flatMap(({ jobs }) => Object.values(jobs))
    .flatMap(({ strategy, steps }) =>
      steps
        .flatMap(({ run = [] }) => run)
        .flatMap((command) =>
          command === 'npm run ${{ matrix.script }}'
            ? strategy!.matrix['script']!.map((script) => `npm run ${script}`)
            : command,
        ),
    );
  for (const command of commands)
    expect(
      command === 'npm ci' ||
        command === 'sudo apt-get update && sudo apt-get install --yes epubcheck' ||
        (/^npm (run )?[\w:]+( -- --check)?$/.test(command) &&
          /[\w:]+(?= --|$)/.exec(command)![0] in scripts),
      command,
    ).toBe(true);
  expect(commands).toEqual(
    expect.arrayContaining(
      ['check', 'test:unit', 'test:contract', 'test:site', 'test:firefox', 'test:webkit'].map(
        (script) => `npm run ${script}`,
      ),
    ),
  );
});

test('no project of the tests is left out by the scripts that CI runs', () => {
  const asked = ['test:unit', 'test:contract', 'test:site'].flatMap((name) =>
    [...scripts[name]!.matchAll(/--project (\w+)/g)].map(([, project]) => project!),
  );
  const projects = vitestConfig.test!.projects!.map(
    (project) => (project as { test: { name: string } }).test.name,
  );
  expect(asked).toEqual(expect.arrayContaining(projects));
});

test('workflows may read, and use actions of a version that is named', () => {
  for (const { name, permissions, jobs } of workflows) {
    expect(permissions, name).toEqual({ contents: 'read' });
    for (const { uses } of Object.values(jobs).flatMap(({ steps }) => steps))
      if (uses) expect(uses).toMatch(/@(v\d+|[0-9a-f]{40})$/);
  }
});

test('the real WebContainer is asked weekly and by hand, in two browsers, and on no pull request', () => {
  const { on, jobs } = workflow('WebContainer');
  expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch']);
  const { ask, tell } = jobs as Record<'ask' | 'tell', Workflow['jobs'][string]>;
  expect(ask.strategy!.matrix).toEqual({ browser: Object.keys(BROWSERS) });
  const kept = ask.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'))!.with!;
  const taken = tell.steps.find(({ uses }) =>
    uses?.startsWith('actions/download-artifact@'),
  )!.with!;
  // where the report is written, kept, and looked for
  expect(scripts['test:webcontainer']).toContain(`--outputFile.json=${kept.path}report.json`);
  expect(kept.name).toBe('${{ matrix.browser }}');
  expect(taken.path).toBe(kept.path);
  // nothing that others wrote beside what may write
  expect(tell.steps.flatMap(({ run = [] }) => run)).toEqual(['npm run tell:webcontainer']);
  for (const file of ['tests/webcontainer/tell.ts', 'src/book/real-node.ts'])
    for (const [, from] of readFileSync(file, 'utf8').matchAll(/ from '([^']+)'/g))
      expect(from).toMatch(/^(node:|\.)/);
});

test('what CI passed is published, and the build told where the book will live', () => {
  const { on, jobs } = workflow('Pages');
  expect(on.workflow_run!.workflows).toEqual([workflow('CI').name]);
  const steps = Object.values(jobs).flatMap(({ steps }) => steps);
  const build = steps.find(({ run }) => run === 'npm run editions -- --check')!;
  const id = steps.find(({ uses }) => uses?.startsWith('actions/configure-pages@'))!.id!;
  expect(build.env).toEqual({
    SITE: `\${{ steps.${id}.outputs.origin }}`,
    BASE: `\${{ steps.${id}.outputs.base_path }}/`,
  });
});
