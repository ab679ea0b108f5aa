// Sections for readers who come from elsewhere: they are folded, and one switch opens them on every
// page. An author writes them as any other section.

/** By the ids of their headings. */
const ASIDES = ['what-asyncio-really-does', 'what-your-browser-does'];

const SECTION = new RegExp(
  `(<h2[^>]*\\sid="(?:${ASIDES.join('|')})"[^>]*>[^]*?</h2>)([^]*?)(?=<h2[\\s>]|$)`,
  'g',
);

/**
 * @param html A chapter's text.
 * @param top What comes first inside of each: the switch.
 */
export const foldAsides = (html: string, top: string): string =>
  html.replace(
    SECTION,
    (_, heading: string, section: string) =>
      `<details class="on-the-side wide"><summary>${heading}</summary>${top}${section}</details>`,
  );
