// Prettier, in a thread of its own: a stranger's code may keep it busy for as long as it likes.
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';
import type { FormatQuestion, Formatted } from './format.ts';
import type { Numbered, Reply } from './worker-answers.ts';

const reply = (it: Reply<Formatted>): void => self.postMessage(it);

self.onmessage = async ({ data: { id, text } }: MessageEvent<Numbered<FormatQuestion>>) => {
  reply({ id, began: true });
  let answer: Formatted;
  try {
    answer = {
      text: await format(text, {
        parser: 'typescript',
        plugins: [typescript, estree],
        // as the stages are
        printWidth: 88,
        singleQuote: true,
      }),
    };
  } catch (error) {
    const { message, loc } = error as Error & {
      loc?: { start?: { line: number; column: number } };
    };
    answer = { why: message.split('\n')[0]!.replace(/ \(\d+:\d+\)$/, ''), at: loc?.start };
  }
  reply({ id, answer });
};
