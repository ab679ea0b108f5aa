import { program } from '../../../book/programs.ts';
import { fence, type InMarkdown } from '../in-markdown.ts';
import { explored } from './explored.ts';

export const listed = (of: string): string => `\`code/${of}\`:\n\n${fence('ts', program(of).code)}`;
export const printed = (of: string): string => fence('text', program(of).output);

export default (({ of, orders }) => {
  const told = orders === undefined ? '' : `\n\n${explored(of!, orders === 'true' || orders)}`;
  return `${listed(of!)}\n\nIt prints:\n\n${printed(of!)}${told}`;
}) satisfies InMarkdown;
