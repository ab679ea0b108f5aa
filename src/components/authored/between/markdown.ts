import { statesNamed } from '../../../book/states.ts';
import { stepToStep } from '../../step-to-step/address.ts';
import type { InMarkdown } from '../in-markdown.ts';

export default (({ from, to, file }, text) =>
  `[${text}](${stepToStep(statesNamed(from!, to!, file))})`) satisfies InMarkdown;
