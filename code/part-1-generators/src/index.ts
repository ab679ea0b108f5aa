export {
  ContextManager,
  ContextManagerError,
  contextManager,
  withContext,
} from './context-manager.ts';
export { fetchRows } from './fetch-rows.ts';
export { PagedTable } from './paged-table.ts';
export { roundRobin } from './round-robin.ts';
export { inorder, inorderStack, inorderVisit, treeOf, TreeNode } from './tree.ts';
