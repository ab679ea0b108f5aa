import { RowReader } from '../src/drafts/row-reader.ts';
import { PagedTable } from '../src/index.ts';

const table = new PagedTable(['Ada', 'Alan', 'Barbara', 'Edsger', 'Grace'], 2);
let found = false;

function onRow(name: string): void {
  if (found) return; // we can't stop the reader, we can only stop listening
  console.log(name, 'from page', table.pagesRead);
  if (name === 'Barbara') found = true;
}
function onEnd(): void {
  console.log(table.pagesRead, 'pages were read');
}

new RowReader(table, onRow, onEnd).read();
