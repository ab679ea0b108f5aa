// What of TypeScript's syntax Node refuses, and Babel does not.
import type { Node } from './parse.ts';

/** Where it is, and why. */
type Wrong = [at: Node, why: string];

export function forbidden(node: Node): Wrong | undefined {
  switch (node.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'TSInterfaceDeclaration': {
      if (NAMES_OF_TYPES.has(node.id?.name))
        return [node.id, `'${node.id.name}' is a type of the language: choose another name`];
      const constant = node.typeParameters?.params.find((type: Node) => type.const);
      if (constant && node.type === 'TSInterfaceDeclaration')
        return [constant, '`const` belongs to type parameters of functions, methods and classes'];
      break;
    }
    case 'ClassProperty':
      if (node.declare && node.value)
        return [node.value, 'what is `declare`d has no value: leave out `declare`, or the value'];
      break;
    case 'ClassMethod':
      return forbiddenMethod(node) ?? forbiddenFunction(node);
    case 'ObjectMethod':
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return forbiddenFunction(node);
    case 'ArrowFunctionExpression': {
      if (!node.async && node.typeParameters?.params.length === 0)
        return [node.typeParameters, 'the list of type parameters is empty (leave it out)'];
      const marked = node.params.find(({ type }: Node) => type === 'TSNonNullExpression');
      if (marked) return [marked, 'a parameter can’t be marked with `!`'];
      break;
    }
    case 'TSSatisfiesExpression':
      if (node.typeAnnotation.typeName?.name === 'const')
        return [node.typeAnnotation, '`satisfies` needs a type (`const` goes with `as`)'];
      break;
    case 'ForInStatement':
    case 'ForOfStatement': {
      if (node.type === 'ForInStatement' && /Pattern$/.test(node.left.type))
        return [node.left, '`for (… in …)` takes a name, not a pattern'];
      const type = node.left.declarations?.[0].id.typeAnnotation;
      if (type)
        return [type, 'the variable of a `for` has the type of what it goes through: leave it out'];
      break;
    }
    case 'ForStatement':
      if (/using$/.test(node.init?.kind)) return [node.init, '`using` belongs before the loop'];
      break;
    case 'TSInstantiationExpression':
      if (/^Optional/.test(node.expression.type))
        return [node, 'type arguments after `?.` need a call'];
      break;
  }
  return undefined;
}

function forbiddenMethod(node: Node): Wrong | undefined {
  if (!node.computed && (node.key.name ?? node.key.value) === 'constructor') {
    if (node.static || node.abstract) return [node, 'a constructor is neither static nor abstract'];
    if (node.returnType) return [node.returnType, 'a constructor has no return type'];
  }
  if (node.generator && node.optional)
    return [node, 'a generator can’t be optional (leave out the `?`)'];
  return undefined;
}

function forbiddenFunction(node: Node): Wrong | undefined {
  if (/^[gs]et$/.test(node.kind) && node.typeParameters)
    return [node.typeParameters, 'a getter or setter has no type parameters'];
  const both = node.params.find(
    ({ type, left }: Node) => type === 'AssignmentPattern' && left.optional,
  );
  return both && [both, 'a parameter has a `?` or a default value, not both'];
}

const NAMES_OF_TYPES = new Set(
  'any bigint boolean intrinsic never null number object string symbol unknown void'.split(' '),
);
