import type { Stage } from '../../src/fork/stage.ts';

export default {
  part: 1,
  title: 'Generators and coroutines',
  whom: 'For those who want to play with generators: round robin, context managers, rows on demand, lazy trees. Each program is a page long.',
  given: ['paged-table.ts'],
  steps: [
    {
      file: 'exercises/collect-the-return-value/exercise.ts',
      what: '`collect`: run a generator to its end and keep what it returns',
      chapter: 'part-1-generators/a-function-that-pauses',
      tests: ['exercises/collect-the-return-value/check.test.ts'],
    },
    {
      file: 'exercises/running-average/exercise.ts',
      what: '`runningAverage`: answer what is sent',
      chapter: 'part-1-generators/a-two-way-door',
      tests: ['exercises/running-average/check.test.ts'],
    },
    {
      file: 'exercises/fair-round-robin/exercise.ts',
      what: '`roundRobin`: take turns',
      chapter: 'part-1-generators/the-caller-is-the-scheduler',
      tests: ['exercises/fair-round-robin/check.test.ts'],
    },
    {
      file: 'exercises/closing-context-manager/exercise.ts',
      what: '`withGenerator`: close whatever happens',
      chapter: 'part-1-generators/context-managers',
      tests: ['exercises/closing-context-manager/check.test.ts'],
    },
    {
      file: 'exercises/rows-as-a-generator/exercise.ts',
      what: '`rows`: ask for pages when they are wanted',
      chapter: 'part-1-generators/pulling-rows',
      tests: ['exercises/rows-as-a-generator/check.test.ts'],
    },
    {
      file: 'exercises/explicit-stack/exercise.ts',
      what: '`inorder`: walk a tree with one generator',
      chapter: 'part-1-generators/a-lazy-tree',
      tests: ['exercises/explicit-stack/check.test.ts'],
    },
  ],
} satisfies Stage;
