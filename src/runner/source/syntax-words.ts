// What is wrong with a program's syntax, in words that say what to write instead. Babel's own are
// good enough for JavaScript; where TypeScript or a proposal is meant, they speak of its plug-ins.

/** Something that the parser found wrong. */
export interface Trouble {
  message: string;
  /** Babel's name for it. */
  reasonCode: string;
  /** Where it is: an offset. */
  pos: number;
  /** What Babel would have to load to go on. */
  missingPlugin?: string[];
}

export const DECORATORS =
  'decorators do not run: no engine knows them yet (call a function instead, as in `run = traced(run)`)';
export const ACCESSOR =
  'an `accessor` field does not run: no engine knows it yet (write a private field with `get` and `set`)';
export const JSX = 'JSX does not run here, nor in Node (write calls of functions)';

const ERASABLE_ONLY = 'TypeScript that cannot be erased does not run here: ';
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

/** By Babel's names; `$1` is the name that Babel quotes. */
const WORDS: Record<string, string> = {
  AbstractMethodHasImplementation:
    'an abstract method has no body: leave out `abstract`, or the body',
  AbstractPropertyHasInitializer:
    'an abstract field has no value: leave out `abstract`, or the value',
  ClassMethodHasDeclare: 'a method cannot be `declare`d (only fields can)',
  ClassMethodHasReadonly: 'a method cannot be `readonly` (only fields can)',
  ConstructorHasTypeParameters:
    'a constructor has no type parameters (write them after the name of the class)',
  DeclareFunctionHasImplementation:
    'what is `declare`d has no body: leave out `declare`, or the body',
  DuplicateAccessibilityModifier:
    'a member is `public`, `protected` or `private`: write one of them, once',
  EmptyTypeArguments: 'the list of type arguments is empty (leave it out)',
  IllegalBreakContinue:
    '`break` and `continue` belong inside a loop (and `break` inside a `switch`, too)',
  InlineModuleDeclarationMustUseString:
    'Node refuses the keyword `module` here (write `namespace`)',
  InvalidCoverInitializedName:
    'a default value belongs in a pattern (in an object write `name: value`)',
  InvalidModifierOnTypeMember:
    'members of a type have no such modifier (leave it out, or write a class)',
  ModuleExportUndefined:
    "nothing that could be exported is named '$1' here (a type needs `export type`)",
  NonAbstractClassHasAbstractMethod:
    'only an abstract class has abstract members (write `abstract class`)',
  NonClassMethodPropertyHasAbstractModifier:
    '`abstract` belongs to classes and their methods and fields',
  OverrideNotInSubClass:
    'nothing can be overridden here: the class has no `extends` (leave out `override`)',
  ParamDupe: 'two parameters have the same name',
  PrivateElementHasAccessibility:
    'a name with `#` is private already (leave out the word before it)',
  StrictDelete: 'a variable cannot be deleted',
  StrictEvalArgumentsBinding: "nothing can be named '$1' in a module",
  StrictWith: 'there is no `with` in modules',
  UnexpectedParameterInitializer: 'a function without a body has no default values',
  UnexpectedParameterModifier: 'only the parameters of a constructor with a body can be fields',
  UnexpectedReservedWord: "'$1' is a reserved word: choose another name",
  UnexpectedTypeAnnotation: 'a type cannot stand here (leave out the `:` and the type)',
};

/** What to say of `trouble` in `source`. */
export function wordsFor(
  { message, reasonCode, pos, missingPlugin }: Trouble,
  source: string,
): string {
  if (reasonCode?.includes('Decorator') || source[pos] === '@') return DECORATORS;
  if (missingPlugin)
    return missingPlugin.some((name) => name.startsWith('decorators'))
      ? DECORATORS
      : `this does not run: it is a proposal that engines do not know yet (${missingPlugin[0]!.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)})`;
  if (message.includes('call stack')) return 'this is nested too deeply to be read here';
  const words = WORDS[reasonCode];
  if (words) return words.replace('$1', () => /'(.+)'/.exec(message)?.[1] ?? '');
  return message.replace(/ \(\d+:\d+\)$/, '');
}
