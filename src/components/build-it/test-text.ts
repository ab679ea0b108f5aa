// A test in the text of its file, by the name that it's told under.

interface TestText {
  /** From 1. */
  line: number;
  text: string;
}

/** The name of a test, or of a table's, at the beginning of a line. */
const NAMED =
  /^(?:(?:test|it)(?:\.\w+)*|(?:test|it)\.each.*\)|\]\))\(\s*(['"`])((?:\\.|(?!\1).)*)\1,/gm;
/** What stands for a value in the name of a table. */
const VALUE = /%[\w#$]|\\\$[\w.\\]+/g;

export function testIn(text: string, name: string): TestText | undefined {
  const all = [...text.matchAll(NAMED)];
  const at = all.findIndex(([, , written]) => {
    const plain = written!.replace(/\\(.)/g, '$1').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${plain.replace(VALUE, '.*')}$`, 's').test(name);
  });
  if (at < 0) return undefined;
  return {
    line: text.slice(0, all[at]!.index).split('\n').length,
    text: text.slice(all[at]!.index, all[at + 1]?.index),
  };
}

/** Whether it says something of types, which only a check of types finds out. */
export const isOfTypes = (text = ''): boolean => /\b(?:expectTypeOf|assertType)\(/.test(text);
