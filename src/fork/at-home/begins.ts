// Each test of `npm run step` says that it begins, at once and in a file: one that hangs says nothing more.
import { writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { beforeEach } from 'vitest';

const file = process.env.STEP_RUNNING;
if (file)
  beforeEach(({ task }) =>
    writeFileSync(file, `${basename(dirname(task.file.filepath))}\n${task.name}`),
  );
