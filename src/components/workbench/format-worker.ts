// Prettier, in a thread of its own: a stranger's code may keep it busy for as long as it likes.
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';
import type { FormatReply, FormatRequest } from './format.ts';

self.onmessage = async ({ data: { text } }: MessageEvent<FormatRequest>) => {
  let reply: FormatReply;
  try {
    reply = {
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
    reply = { why: message.split('\n')[0]!.replace(/ \(\d+:\d+\)$/, ''), at: loc?.start };
  }
  self.postMessage(reply);
};
