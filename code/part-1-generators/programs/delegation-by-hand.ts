import { treeOf, type TreeNode } from '../src/index.ts';

function* inorder(node: TreeNode<number> | undefined): Generator<number> {
  if (!node) return;
  for (const value of inorder(node.left)) {
    console.log(`  ${node.value} hands on ${value}`);
    yield value;
  }
  yield node.value;
  for (const value of inorder(node.right)) {
    console.log(`  ${node.value} hands on ${value}`);
    yield value;
  }
}

for (const value of inorder(treeOf([3, 2, 1, 4]))) console.log(value);
