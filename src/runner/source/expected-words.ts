// What is in a place where it can't be, and what could: in the words that Node has for TypeScript,
// and for JavaScript. Babel only says that a token is unexpected, so what was begun is read off of
// what is before it.

const BLANKS = /(?:\s|\/\/.*|\/\*[^]*?\*\/)*/y;
const TOKEN =
  /[\p{ID_Start}$_][\p{ID_Continue}$]*|\d[\w.]*|"|'|`|=>|\?\.|\.\.\.|[=!]==?|&&=?|\|\|=?|\?\?=?|\*\*=?|\+\+|--|>>>?=?|<<=?|[-+*/%&|^<>]=?|[^]/uy;
/** The words that are told as they are, and not as some identifier. */
const KEYWORDS = new Set(
  'as async await break case catch class const continue debugger default delete do else export extends false finally for from function if import in instanceof let new null of return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);
/** After these something is still to come. */
const OPENS =
  /(?:^|[^\p{ID_Continue}$.#])(?:await|case|default|delete|do|else|extends|in|instanceof|new|of|return|throw|typeof|void)$/u;
const TYPE =
  'an identifier, void, yield, null, await, break, a string literal, a numeric literal, true, false, `, -, import, this, typeof, {, [, (';
const PATTERN = 'yield, an identifier, [ or {';
const MEMBER = '* for generator, private key, identifier or async';
const KEY = 'identifier, string literal, numeric literal or [ for the computed key';

/** Where the next token begins. */
export function nextToken(source: string, from: number): number {
  BLANKS.lastIndex = from;
  BLANKS.test(source);
  return BLANKS.lastIndex;
}

function tokenAt(source: string, pos: number): string {
  TOKEN.lastIndex = pos;
  return TOKEN.exec(source)?.[0] ?? '';
}

/** What TypeScript's words call it. */
function called(token: string): string {
  if (token === '') return '<eof>';
  if (/^["']/.test(token)) return 'string literal';
  if (/^\d/.test(token)) return 'numeric literal';
  return /^[\p{ID_Start}$_]/u.test(token) && !KEYWORDS.has(token) ? 'ident' : token;
}

/** @param wanted What Babel would have taken there, if it says that. */
export function unexpected(source: string, pos: number, wanted?: string): string {
  const token = tokenAt(source, pos);
  const got = called(token);
  const before = withoutEnd(source.slice(0, pos));
  if (wanted !== undefined) {
    const isNamed = wanted === 'from' && /\bimport(?:\s+[\w$]+)?$/.test(before);
    return `Expected '${isNamed ? ',' : wanted}', got '${got}'`;
  }
  const found = `Unexpected token \`${got}\`. Expected`;
  if (token === '#') return 'Invalid or unexpected token';
  if (/\b(?:const|function|let|var)$/.test(before) && got === 'ident') return `${found} ${MEMBER}`;
  if (/(?:^|[^.])\.$/.test(before) || /(?:\bfunction\s*\*?|\bclass)$/.test(before))
    return 'Expected ident';
  if (/\bfrom$/.test(before)) return `${found} a string literal`;
  const [start, bracket] = openBracket(before);
  if (bracket === '{' && /\bswitch\s*\([^{]*\)$/.test(start) && before.endsWith('{'))
    return `Expected '}', got '${got}'`;
  const isPattern = /\b(?:const|let|var)$/.test(start);
  const isHead = bracket === '(' && /\bfunction\b[\s\w$*]*$/.test(start);
  if (/[,:[{(]$/.test(before) && (isPattern || (isHead && !before.endsWith(':'))))
    return `${found} ${PATTERN}`;
  if (isOfType(before, start, isHead)) return `${found} ${TYPE}`;
  if (before.endsWith(',') && token === ',' && bracket === '{') return `${found} ${KEY}`;
  if (before.endsWith('(') && token === ')' && /[=(,?:]$/.test(start))
    return 'Parenthesized expression cannot be empty';
  if (token === '' && /(?:^|[;{}])$|[^;{}]\n?$/.test(before) && isWhole(before))
    return `Expected '${bracket === '[' || bracket === '(' ? ',' : '}'}', got '<eof>'`;
  if (token === '' && /[;{}]$/.test(before)) return "Expected '}', got '<eof>'";
  if (!isWhole(before) || token === 'else' || token === 'catch') return 'Expression expected';
  return bracket === '(' && /\bfor\s*$/.test(start)
    ? `Expected ';', got '${got}'`
    : expectedEnd(before);
}

/** What is whole is followed by something on its line. */
export function expectedEnd(before: string): string {
  const isDeclared =
    /(?:^|[\n;{}])\s*(?:export\s+)?(?:const|export|import|let|return|throw|var)\b[^\n;]*$/.test(
      before,
    );
  return isDeclared ? 'Expected a semicolon' : "Expected ';', '}' or <eof>";
}

/** For files of JavaScript, which no TypeScript has read before V8 does. */
export function unexpectedInJavaScript(source: string, pos: number): string {
  const token = tokenAt(source, pos);
  switch (called(token)) {
    case '<eof>':
      return 'Unexpected end of input';
    case 'ident':
      return `Unexpected identifier '${token}'`;
    case 'numeric literal':
      return 'Unexpected number';
    case 'string literal':
      return 'Unexpected string';
    case '`':
      return 'Unexpected template string';
    case '#':
    case '@':
      return 'Invalid or unexpected token';
    default:
      return `Unexpected token '${token}'`;
  }
}

/** Without the blanks and comments at its end. */
function withoutEnd(text: string): string {
  let rest = text;
  for (let last = ''; last !== rest;) {
    last = rest;
    rest = rest.trimEnd().replace(/\/\*(?:[^*]|\*(?!\/))*\*\/$/, '');
    rest = rest.replace(/(^|\n)([^\n'"`/]*)\/\/[^\n]*$/, '$1$2');
  }
  return rest;
}

/** Whether an expression could end there. */
const isWhole = (before: string): boolean =>
  /[\p{ID_Continue}$\])"'`]$|\+\+$|--$/u.test(before) && !OPENS.test(before);

const isOfType = (before: string, start: string, isHead: boolean): boolean =>
  /(?:\b(?:as|satisfies)|\btype\s+[\w$]+\s*=|\b(?:const|let|var)\s+[\w$]+\s*:)$/.test(before) ||
  (before.endsWith(':') &&
    (isHead || /\b(?:interface\s+[\w$]+|type\s+[\w$]+\s*=)\s*$/.test(start)));

/** The innermost bracket that is open at the end of a text, and what is before it. */
function openBracket(text: string): [before: string, bracket: string] {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    const char = text[at]!;
    if (')]}'.includes(char)) depth++;
    else if ('([{'.includes(char) && depth-- === 0) return [withoutEnd(text.slice(0, at)), char];
  }
  return ['', ''];
}
