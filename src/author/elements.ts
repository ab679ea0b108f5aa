// What a component takes, and whether an element of a chapter gives it that.
import { parse } from '@babel/parser';
import { isComponent, type Mdx, type MdxElement } from '../book/mdx.ts';
import { known, type Slip } from './slip.ts';

/** The prop by which src/book/author-line.ts tells a component where it was written. */
export const SET_BY_BUILD = 'at';

export interface Prop {
  isOptional: boolean;
  /** As TypeScript calls it. */
  type: string;
}

/** What a component takes, as its `interface Props` says. */
export function propsOf(astro: string): Map<string, Prop> {
  const [, script = ''] = /^---\n([^]*?)\n---/.exec(astro) ?? [];
  const { program } = parse(script, {
    sourceType: 'module',
    plugins: ['typescript'],
    allowReturnOutsideFunction: true,
    errorRecovery: true,
  });
  const props = new Map<string, Prop>();
  for (const node of program.body as any[])
    if (node.type === 'TSInterfaceDeclaration' && node.id.name === 'Props')
      for (const { key, optional, typeAnnotation } of node.body.body)
        props.set(key.name, {
          isOptional: optional === true,
          type:
            /^TS(String|Number|Boolean)Keyword$/
              .exec(typeAnnotation.typeAnnotation.type)?.[1]
              ?.toLowerCase() ?? '',
        });
  return props;
}

export function* inElement(
  { file }: Mdx,
  { name, attributes, line, column }: MdxElement,
  components: ReadonlyMap<string, ReadonlyMap<string, Prop>>,
  pins: readonly string[],
): Generator<Slip> {
  const meant = [...components.keys()].find((one) => one.toLowerCase() === name);
  if (meant && !isComponent(name))
    yield { file, line, column, message: `<${name}> is no component: write <${meant}>` };
  if (!isComponent(name)) return;
  const slip = (message: string): Slip => ({ file, line, column, message });
  const props = components.get(name);
  if (!props) return yield slip(`there is no component <${name}>; ${known(components.keys())}`);
  const takes = [...props.keys()].filter((prop) => prop !== SET_BY_BUILD);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (!takes.includes(attribute))
      yield slip(`<${name}> takes no attribute ${attribute}; ${known(takes)}`);
    const wanted = props.get(attribute)?.type;
    if (wanted && typeof value !== wanted)
      yield slip(`<${name}> wants a ${wanted} for ${attribute}, not ${JSON.stringify(value)}`);
  }
  for (const prop of takes)
    if (!props.get(prop)!.isOptional && !(prop in attributes))
      yield slip(`<${name}> lacks its attribute ${prop}`);
  const { of } = attributes;
  if (name === 'Asyncio' && typeof of === 'string' && !pins.includes(of))
    yield slip(
      `<Asyncio> "${of}" is not in content/cpython.json: add its line there; the nearest known: ${nearest(of, pins).join(', ')}`,
    );
}

/** The three names that begin most alike, or end so after a dot. */
function nearest(name: string, names: readonly string[]): string[] {
  const common = (a: string, b: string): number => {
    let length = 0;
    while (length < a.length && a[length]?.toLowerCase() === b[length]?.toLowerCase()) length++;
    return length;
  };
  const likeness = (other: string): number =>
    Math.max(...[other, other.split('.').at(-1)!].map((part) => common(name, part)));
  return names.toSorted((a, b) => likeness(b) - likeness(a)).slice(0, 3);
}
