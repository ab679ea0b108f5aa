import { fetchRows, PagedTable } from '../src/index.ts';

const table = new PagedTable(['Ada', 'Alan', 'Barbara', 'Edsger', 'Grace'], 2);
const rows = fetchRows(table);
console.log('pages read:', table.pagesRead);

for (const name of rows) {
  console.log(name);
  if (name === 'Alan') break;
}
console.log('pages read:', table.pagesRead);

for (const name of rows) console.log(name);
console.log('the end');
