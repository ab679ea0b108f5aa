import { inorderVisit, treeOf } from '../src/index.ts';

const tree = treeOf([4, 2, 6, 1, 3, 5, 7]);
const smallest: number[] = [];

inorderVisit(tree, (value) => {
  console.log('visiting', value);
  if (smallest.length < 2) smallest.push(value);
});
console.log('the two smallest:', ...smallest);
