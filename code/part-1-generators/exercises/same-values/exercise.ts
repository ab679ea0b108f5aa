import { inorder, type TreeNode } from '../../src/index.ts';

/**
 * Whether two trees hold the same values, whatever their shapes. Looks at no more of
 * either tree than it takes to find the first difference.
 */
export function sameValues<T>(a?: TreeNode<T>, b?: TreeNode<T>): boolean {
  const [left, right] = [[...inorder(a)], [...inorder(b)]];
  return left.length === right.length && left.every((value, i) => value === right[i]);
}
