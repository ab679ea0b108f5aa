import { inorder, inorderStack, inorderVisit, treeOf } from '../src/index.ts';

const tree = treeOf([4, 2, 6, 1, 3, 5, 7]);

const seen: number[] = [];
inorderVisit(tree, (value) => seen.push(value));
console.log('recursion     ', ...seen);
console.log('yield*        ', ...inorder(tree));
console.log('explicit stack', ...inorderStack(tree));

for (const value of inorder(tree)) {
  if (value > 2) break; // a generator need not walk to the end
  console.log(value);
}
