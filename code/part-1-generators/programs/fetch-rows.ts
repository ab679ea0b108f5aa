import { fetchRows, PagedTable } from '../src/index.ts';

const table = new PagedTable(['Ada', 'Alan', 'Barbara', 'Edsger', 'Grace'], 2);

for (const name of fetchRows(table)) {
  console.log(name, 'from page', table.pagesRead);
  if (name === 'Barbara') break; // that was the one
}
console.log(table.pagesRead, 'pages were read');
