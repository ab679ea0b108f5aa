// What is wrong with a program's syntax, in words that say what to write instead. Babel's own are
// good enough for JavaScript; where TypeScript or a proposal is meant, they speak of its plug-ins.

import { expectedEnd, nextToken, unexpected, unexpectedInJavaScript } from './expected-words.ts';

/** Something that the parser found wrong. */
export interface Trouble {
  message: string;
  /** Babel's name for it. */
  reasonCode: string;
  /** What it is about, such as a name. */
  details?: Record<string, string>;
  /** Where it is: an offset. */
  pos: number;
  /** What Babel would have to load to go on. */
  missingPlugin?: string[];
}

export const DECORATORS =
  'decorators don’t run: no engine knows them yet (call a function instead, as in `run = traced(run)`)';
export const ACCESSOR =
  'an `accessor` field doesn’t run: no engine knows it yet (write a private field with `get` and `set`)';
export const JSX = 'JSX doesn’t run here, nor in Node (write calls of functions)';

const ERASABLE_ONLY = 'TypeScript that can’t be erased doesn’t run here: ';
/** Syntax that means something at run time and so cannot be blanked out, by the type of its node. */
export const NOT_ERASABLE: Record<string, string> = Object.fromEntries(
  Object.entries({
    TSEnumDeclaration: 'an enum (write a const object)',
    TSModuleDeclaration: 'a namespace (write a module)',
    TSParameterProperty:
      'a parameter property (declare the field and assign it in the constructor)',
    TSImportEqualsDeclaration: '`import x = …` (write `import x from …`)',
    TSExportAssignment: '`export =` (write `export default`)',
    TSNamespaceExportDeclaration: '`export as namespace` (write a module)',
    TSTypeAssertion: 'a `<T>value` assertion (write `value as T`)',
  }).map(([type, what]) => [type, ERASABLE_ONLY + what]),
);

export const NO_HTML_COMMENT =
  "'<!--' and '-->' are comments of HTML's, which a module may not have: write // or /* */, or a blank in between";

/** By Babel's names for what is wrong. */
const WORDS: Record<string, (details: Record<string, string>) => string> = {
  DeclarationMissingInitializer: ({ kind }) =>
    kind === 'destructuring'
      ? "'const' declarations must be initialized"
      : `'${kind}' declarations must be initialized`,
  InvalidLhs: () => 'Invalid assignment target',
  LetInLexicalBinding: () => 'let is reserved in const, let, class declaration',
  MissingClassName: () => 'Expected ident',
  NumberIdentifier: () => 'Identifier cannot follow number',
  UnterminatedRegExp: () => 'Unterminated regexp literal',
  VarRedeclaration: ({ identifierName }) =>
    `'${identifierName}' is declared twice in this scope: imports count as declarations`,
  DuplicateExport: ({ exportName }) => `'${exportName}' is exported twice`,
  DuplicateDefaultExport: () => 'there are two default exports, but a module has at most one',
  ModuleExportUndefined: ({ localName }) =>
    `'${localName}' is exported, but not declared in this file (for a type write 'export type { ${localName} }')`,
  UnexpectedImportExport: () =>
    "'import' and 'export' belong at the top level of a file, outside blocks and functions; import() may be anywhere",
  IllegalReturn: () => "'return' is outside a function",
  UnexpectedNewTarget: () => "'new.target' is outside a function",
  AwaitNotInAsyncContext: () =>
    "'await' is in a function that isn’t async: write 'async' before the function",
  UnexpectedReservedWord: ({ reservedWord }) =>
    reservedWord === 'await'
      ? "'await' can’t be used here, nor as a name: in a function, write 'async' before it"
      : `'${reservedWord}' is a word of the language, not a name`,
  UnexpectedKeyword: ({ keyword }) => `'${keyword}' is a word of the language, not a name`,
  IllegalBreakContinue: ({ type }) =>
    `'${type === 'BreakStatement' ? 'break' : 'continue'}' is outside anything it could leave`,
  LabelRedeclaration: ({ labelName }) => `there’s a label '${labelName}' around this one`,
  PrivateNameRedeclaration: ({ identifierName }) => `'#${identifierName}' is declared twice`,
  InvalidPrivateFieldResolution: ({ identifierName }) =>
    `'#${identifierName}' isn’t declared in any class around this`,
  AwaitBindingIdentifier: () => "'await' can’t be a name in a module",
  StrictDelete: () => 'a variable can’t be deleted: modules are strict',
  StrictWith: () => "'with' isn’t allowed: modules are strict",
  StrictOctalLiteral: () => 'a number can’t begin with 0: write 0o for octal',
  StrictEvalArguments: ({ referenceName }) =>
    `'${referenceName}' can’t be assigned to: modules are strict`,
  StrictEvalArgumentsBinding: ({ bindingName }) =>
    `'${bindingName}' can’t be declared: modules are strict`,
  ModuleAttributesWithDuplicateKeys: ({ key }) => `the attribute '${key}' is given twice`,
  UnsupportedImport: () => "'import' is followed by what makes neither import() nor import.meta",
  AbstractMethodHasImplementation: () =>
    'an abstract method has no body: leave out `abstract`, or the body',
  AbstractPropertyHasInitializer: () =>
    'an abstract field has no value: leave out `abstract`, or the value',
  ClassMethodHasDeclare: () => 'a method can’t be `declare`d (only fields can)',
  ClassMethodHasReadonly: () => 'a method can’t be `readonly` (only fields can)',
  ConstructorHasTypeParameters: () =>
    'a constructor has no type parameters (write them after the name of the class)',
  DeclareFunctionHasImplementation: () =>
    'what is `declare`d has no body: leave out `declare`, or the body',
  DuplicateAccessibilityModifier: () =>
    'a member is `public`, `protected` or `private`: write one of them, once',
  EmptyTypeArguments: () => 'the list of type arguments is empty (leave it out)',
  InlineModuleDeclarationMustUseString: () =>
    'Node refuses the keyword `module` here (write `namespace`)',
  InvalidCoverInitializedName: () =>
    'a default value belongs in a pattern (in an object write `name: value`)',
  InvalidModifierOnTypeMember: () =>
    'members of a type have no such modifier (leave it out, or write a class)',
  NonAbstractClassHasAbstractMethod: () =>
    'only an abstract class has abstract members (write `abstract class`)',
  NonClassMethodPropertyHasAbstractModifier: () =>
    '`abstract` belongs to classes and their methods and fields',
  OverrideNotInSubClass: () =>
    'nothing can be overridden here: the class has no `extends` (leave out `override`)',
  ParamDupe: () => 'two parameters have the same name',
  PrivateElementHasAccessibility: () =>
    'a name with `#` is already private (leave out the word before it)',
  UnexpectedParameterInitializer: () => 'a function without a body has no default values',
  UnexpectedParameterModifier: () =>
    'only the parameters of a constructor with a body can be fields',
  UnexpectedTypeAnnotation: () => 'a type doesn’t belong here (leave out the `:` and the type)',
};

/** Where to say it: where Node's parser stops. */
export function placeFor({ reasonCode, pos }: Trouble, source: string): number {
  switch (reasonCode) {
    case 'MissingSemicolon':
      return nextToken(source, pos); // Babel says it where the line was whole
    case 'DeclarationMissingInitializer':
      return pos - /[\p{ID_Continue}$]*$/u.exec(source.slice(0, pos))![0].length;
    case 'UnterminatedRegExp':
    case 'UnterminatedTemplate':
      return pos - 1;
    default:
      return pos;
  }
}

/** What to say of `trouble` in `source`. @param isTyped Whether it's TypeScript. */
export function wordsFor(
  { message, reasonCode, details = {}, pos, missingPlugin }: Trouble,
  source: string,
  isTyped = true,
): string {
  if (/^(?:.?<!--|-->)/s.test(source.slice(Math.max(pos - 2, 0)))) return NO_HTML_COMMENT;
  if (reasonCode?.includes('Decorator') || source[pos] === '@') return DECORATORS;
  if (missingPlugin)
    return missingPlugin.some((name) => name.startsWith('decorators'))
      ? DECORATORS
      : `this doesn’t run: it’s a proposal that engines don’t know yet (${missingPlugin[0]!.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)})`;
  if (message.includes('call stack')) return 'this is nested too deeply for us to read';
  if (Object.hasOwn(WORDS, reasonCode)) return WORDS[reasonCode]!(details);
  const said = message.replace(/\.? \(\d+:\d+\)$/, '');
  const token = /^Unexpected token(?:, expected "(.*)")?$/.exec(said);
  if (!token && reasonCode !== 'MissingSemicolon') return said;
  const at = placeFor({ message, reasonCode, pos }, source);
  if (source.startsWith('assert', at) && /\bfrom\s*(['"]).*\1\s*$/.test(source.slice(0, at)))
    return "Unexpected identifier 'assert': what a file is made of is said by `with` (write `with { type: 'json' }`)";
  if (!isTyped) return unexpectedInJavaScript(source, at);
  return reasonCode === 'MissingSemicolon'
    ? expectedEnd(source.slice(0, at))
    : unexpected(source, at, token?.[1]);
}
