import { fetchRows, PagedTable } from '../src/index.ts';

const perPage = 2; // try 1 to 5
const table = new PagedTable(['Ada', 'Alan', 'Barbara', 'Edsger', 'Grace'], perPage);

for (const name of fetchRows(table)) {
  console.log(name, 'from page', table.pagesRead);
  if (name === 'Barbara') break; // that was the one
}
console.log('pages read:', table.pagesRead);
