/** A node of a binary search tree: less on its left, the rest on its right. */
export class TreeNode<T> {
  readonly value: T;
  left: TreeNode<T> | undefined;
  right: TreeNode<T> | undefined;

  constructor(value: T) {
    this.value = value;
  }

  /**
   * Adds a leaf at its place under this node. The order is that of `<`; equal values
   * keep the order in which they came.
   */
  insert(value: T): void {
    let node: TreeNode<T> = this;
    while (true) {
      const side = value < node.value ? 'left' : 'right';
      const child = node[side];
      if (!child) {
        node[side] = new TreeNode(value);
        return;
      }
      node = child;
    }
  }
}

/** Grows a tree by inserting the values one after the other. No values, no tree. */
export function treeOf<T>(values: Iterable<T>): TreeNode<T> | undefined {
  let root: TreeNode<T> | undefined;
  for (const value of values) {
    if (root) root.insert(value);
    else root = new TreeNode(value);
  }
  return root;
}

/**
 * Walks the tree in order and calls `visit` with every value. The fastest walk, and the
 * one that cannot pause.
 */
export function inorderVisit<T>(
  node: TreeNode<T> | undefined,
  visit: (value: T) => void,
): void {
  if (!node) return;
  inorderVisit(node.left, visit);
  visit(node.value);
  inorderVisit(node.right, visit);
}

/**
 * Yields the values in order. Each node on the way from the root has a generator of its
 * own, and all of them are resumed for each value: the deeper the tree, the dearer.
 */
export function* inorder<T>(
  node: TreeNode<T> | undefined,
): Generator<T, void, undefined> {
  if (!node) return;
  yield* inorder(node.left);
  yield node.value;
  yield* inorder(node.right);
}

/**
 * Yields the values in order. One generator is resumed for each value, however deep the
 * tree, since it keeps the way back to the root in an array and not in generators.
 */
export function* inorderStack<T>(
  root: TreeNode<T> | undefined,
): Generator<T, void, undefined> {
  const wayBack: TreeNode<T>[] = [];
  let node = root;
  while (node || wayBack.length > 0) {
    while (node) {
      wayBack.push(node);
      node = node.left;
    }
    const next: TreeNode<T> = wayBack.pop()!;
    yield next.value;
    node = next.right;
  }
}
