import { exercise, kindOf } from '../../../book/exercises.ts';
import { fence, type InMarkdown } from '../in-markdown.ts';

export default (({ of, challenge }, text) =>
  `**${kindOf(challenge === 'true')}.** ${text}\n\n\`code/${of}/exercise.ts\`:\n\n${fence('ts', exercise(of!).code)}`) satisfies InMarkdown;
