import { inorder, treeOf } from '../src/index.ts';

const tree = treeOf([4, 2, 6, 1, 3, 5, 7]);
const smallest: number[] = [];

for (const value of inorder(tree)) {
  console.log('visiting', value);
  smallest.push(value);
  if (smallest.length === 2) break;
}
console.log('the two smallest:', ...smallest);
