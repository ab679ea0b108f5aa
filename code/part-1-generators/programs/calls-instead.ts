import { treeOf, type TreeNode } from '../src/index.ts';

function* inorder(node: TreeNode<number> | undefined): Generator<number> {
  if (!node) return;
  inorder(node.left);
  yield node.value;
  inorder(node.right);
}

const tree = treeOf([4, 2, 6, 1, 3, 5, 7]);
for (const value of inorder(tree)) console.log(value);
