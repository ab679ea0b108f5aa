/** A node of a binary tree: what is on its left comes before it. */
export interface Node<T> {
  value: T;
  left?: Node<T>;
  right?: Node<T>;
}

/**
 * Yields the values of the tree in order, with one generator however deep the tree is:
 * without calling itself, and without walking further than it is asked to.
 */
export function* inorder<T>(root?: Node<T>): Generator<T, void, undefined> {
  if (!root) return;
  yield* inorder(root.left);
  yield root.value;
  yield* inorder(root.right);
}
