// What is of types alone, and leaves nothing behind.
import type { Node } from './parse.ts';

export function isTypeStatement(node: Node): boolean {
  switch (node.type) {
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction':
      return true;
    case 'ClassDeclaration':
    case 'VariableDeclaration':
    case 'TSEnumDeclaration':
      return Boolean(node.declare);
    case 'TSModuleDeclaration':
      return Boolean(node.declare) || node.id.type === 'StringLiteral' || isUninstantiated(node);
    case 'TSImportEqualsDeclaration':
    case 'ImportDeclaration':
      return node.importKind === 'type';
    case 'ExportAllDeclaration':
      return node.exportKind === 'type';
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return node.declaration ? isTypeStatement(node.declaration) : node.exportKind === 'type';
    default:
      return false;
  }
}

export function isTypeMember({ type, declare, abstract }: Node): boolean {
  if (/^Class(?:Private)?(?:Property|Method)$/.test(type)) return declare || abstract;
  return type === 'ClassAccessorProperty' && abstract;
}

/** A namespace with nothing but types in it leaves nothing behind. */
function isUninstantiated(node: Node): boolean {
  switch (node.type) {
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return true;
    case 'ExportNamedDeclaration':
      return node.declaration != null && isUninstantiated(node.declaration);
    case 'TSModuleDeclaration':
      return node.body?.type === 'TSModuleDeclaration'
        ? isUninstantiated(node.body)
        : node.body?.body.every(isUninstantiated);
    default:
      return false;
  }
}
