// What an edition says of itself.
import type { Book } from './book.ts';
import { h, type Node } from './tree.ts';

/** @param edition Which of the two it's in. */
export function foreword({ address }: Book, edition: 'pdf' | 'epub'): Node[] {
  const site = address ? [h('a', { href: `${address}/` }, address)] : ['the book’s site'];
  return [
    h(
      'p',
      {},
      'This is the whole book: every chapter, every listing, and what every program prints. The chapters are those of the site, made from the same files, so the two say the same.',
    ),
    h(
      'p',
      {},
      'What you can’t do here is run the programs. On ',
      ...site,
      ' you can change and run each one in its chapter, step through what it did on a timeline, and have your answers to the exercises tested. Where the text tells you to press ',
      h('em', {}, 'Run'),
      ', turn a knob, set a stop or try every order, do it there. A comment like ',
      h('code', {}, '// try 1 to 4'),
      ' marks a knob and says how far it turns. Other buttons that the text names, such as ',
      h('em', {}, 'On mine'),
      ' or ',
      h('em', {}, 'Take home'),
      ', are there too: the last of them gives you the code of a part, to run with Node. And what the site has in its margin, the names in asyncio, is a table near the end of each chapter.',
    ),
    h(
      'p',
      {},
      'Below each program is what it prints, and below some also a picture of its run at one moment. Before a prediction, cover what’s under the program with your hand, and write down your guess first. The hints and solutions of the exercises are at the end of the book, and so are the answers to the questions.',
    ),
    h(
      'p',
      {},
      'A line of code that’s too long for the page goes on below, behind a small arrow. In the changes of a listing, a + is before what’s new and a − before what’s gone.',
      edition === 'pdf'
        ? ' In the index, the page in bold type is the one that introduces a name.'
        : '',
    ),
    h(
      'p',
      {},
      'The text and the code are free for you to use under the MIT licence. The letters are Literata and JetBrains Mono, both under the SIL Open Font Licence.',
    ),
  ];
}
