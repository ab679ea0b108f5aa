// What the parser refuses in a module, in words that help.

/** As Babel throws it. */
export interface Refusal {
  message: string;
  reasonCode?: string;
  details?: Record<string, string>;
  loc?: { line: number; column: number };
  pos?: number;
}

export const NO_HTML_COMMENT =
  "'<!--' and '-->' are comments of HTML's, which a module may not have: write // or /* */, or a blank in between";

const WORDS: Record<string, (details: Record<string, string>) => string> = {
  VarRedeclaration: ({ identifierName }) =>
    `'${identifierName}' is declared twice in this scope: imports count as declarations`,
  DuplicateExport: ({ exportName }) => `'${exportName}' is exported twice`,
  DuplicateDefaultExport: () => 'there are two default exports, and a module has one at most',
  ModuleExportUndefined: ({ localName }) =>
    `'${localName}' is exported, and not declared in this file (for a type write 'export type { ${localName} }')`,
  UnexpectedImportExport: () =>
    "'import' and 'export' stand at the top level of a file, outside of blocks and functions; import() may stand anywhere",
  IllegalReturn: () => "'return' stands outside of a function",
  UnexpectedNewTarget: () => "'new.target' stands outside of a function",
  AwaitNotInAsyncContext: () =>
    "'await' stands in a function that is not async: write 'async' before the function",
  UnexpectedReservedWord: ({ reservedWord }) =>
    reservedWord === 'await'
      ? "'await' stands where nothing can wait, or is no name: in a function, write 'async' before it"
      : `'${reservedWord}' is a word of the language, and no name`,
  UnexpectedKeyword: ({ keyword }) => `'${keyword}' is a word of the language, and no name`,
  IllegalBreakContinue: ({ type }) =>
    `'${type === 'BreakStatement' ? 'break' : 'continue'}' stands outside of what it could leave`,
  LabelRedeclaration: ({ labelName }) => `there is a label '${labelName}' around this one`,
  PrivateNameRedeclaration: ({ identifierName }) => `'#${identifierName}' is declared twice`,
  InvalidPrivateFieldResolution: ({ identifierName }) =>
    `'#${identifierName}' is declared in no class around this`,
  AwaitBindingIdentifier: () => "'await' cannot be a name in a module",
  StrictDelete: () => 'a variable cannot be deleted: modules are strict',
  StrictWith: () => "'with' is not allowed: modules are strict",
  StrictOctalLiteral: () => 'a number cannot begin with 0: write 0o for octal',
  StrictEvalArguments: ({ referenceName }) =>
    `'${referenceName}' cannot be assigned to: modules are strict`,
  StrictEvalArgumentsBinding: ({ bindingName }) =>
    `'${bindingName}' cannot be declared: modules are strict`,
  ModuleAttributesWithDuplicateKeys: ({ key }) => `the attribute '${key}' is given twice`,
  UnsupportedImport: () => "'import' is followed by what makes neither import() nor import.meta",
};

/** @returns What a reader is told of it. */
export function inOurWords(
  { message, reasonCode = '', details = {}, pos = 0 }: Refusal,
  source: string,
): string {
  if (/^(?:.?<!--|-->)/s.test(source.slice(Math.max(pos - 2, 0)))) return NO_HTML_COMMENT;
  if (Object.hasOwn(WORDS, reasonCode)) return WORDS[reasonCode]!(details);
  return message.replace(/ \(\d+:\d+\)$/, '');
}
