// Each fault that a reader may look for is caught in an engine, too, by the test that catches it in Node. That these
// tests are green on the book's library is asked in stages.test.ts.
import { describe, expect, test } from 'vitest';
import { withFault } from '../../src/faults/fault.ts';
import { stages } from '../faults/recorded.ts';
import { run, someOf, useEngine } from './engine.ts';

useEngine();

/** The judge in Node leaves some of what stands for a value as it's written: `$values`, `%d`. */
const isCalled = (name: string, path: string): boolean =>
  new RegExp(
    `^${name
      .split(/\$[\w.]+|%\w/)
      .map(RegExp.escape)
      .join('.+')}$`,
    's',
  ).test(path);

describe.each(stages)('$stage', ({ library, faults }) => {
  test.each(someOf(faults))('fault %s is caught', async (_, fault, file, name) => {
    const { events } = await run({
      files: withFault(library.files, fault),
      entry: file,
      mode: 'tests',
    });
    const red = events.flatMap((event) =>
      event.type === 'test' && event.result.state === 'failed'
        ? [event.result.path.join(' > ')]
        : [],
    );
    expect(
      red.some((path) => isCalled(name, path)),
      `${name}: ${red.join(', ')}`,
    ).toBe(true);
  });
});
