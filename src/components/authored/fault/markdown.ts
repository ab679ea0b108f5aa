import { faultsAt } from '../../../book/faults.ts';
import { countOf } from '../../../faults/fault.ts';
import type { InMarkdown } from '../in-markdown.ts';

export default ((_attributes, _text, { at }) =>
  [
    '**Break it, catch it.** On the page, a small fault of the library is hidden in each of these, for you to catch with a test:',
    '',
    ...faultsAt(at).faults.map(({ number, caught }) => `- Fault ${number}: ${countOf(caught)}`),
  ].join('\n')) satisfies InMarkdown;
