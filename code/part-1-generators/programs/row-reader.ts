import { RowReader } from '../src/drafts/row-reader.ts';
import { PagedTable } from '../src/index.ts';

const table = new PagedTable(['Ada', 'Alan', 'Barbara', 'Edsger', 'Grace'], 2);
let found = false; // what is to be remembered from row to row lives out here

function onRow(name: string): void {
  if (found) return; // cannot stop the reader, only stop listening
  console.log(name, 'from page', table.pagesRead);
  if (name === 'Barbara') found = true;
}
function onEnd(): void {
  console.log(table.pagesRead, 'pages were read');
}

new RowReader(table, onRow, onEnd).read();
