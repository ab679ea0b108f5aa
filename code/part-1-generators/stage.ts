import type { Stage } from '../../src/fork/stage.ts';

export default {
  part: 1,
  title: 'Generators and coroutines',
  whom: 'For those who want to play with generators: round robin, context managers, rows on demand, lazy trees. Each program is a page long.',
  given: ['paged-table.ts'],
} satisfies Stage;
