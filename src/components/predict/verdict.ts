/** The lines that were guessed beside those that there are. */
export function verdictOn(guess: readonly string[], answer: readonly string[]): (string | Node)[] {
  const isRight = (at: number): boolean => guess[at]?.trim() === answer[at]?.trim();
  const all = Array.from({ length: Math.max(guess.length, answer.length) }, (_, at) => at);
  if (all.every(isRight)) return ['✓ You were right: it prints what you said.'];
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  head.insertCell();
  for (const name of ['You said', 'It prints'])
    head.append(Object.assign(document.createElement('th'), { scope: 'col', textContent: name }));
  const body = table.createTBody();
  for (const at of all) {
    const row = body.insertRow();
    row.className = isRight(at) ? 'right' : 'wrong';
    for (const text of [
      isRight(at) ? '✓' : '✗',
      guess[at] ?? '(nothing)',
      answer[at] ?? '(nothing)',
    ])
      row.insertCell().textContent = text;
  }
  const right = all.filter(isRight).length;
  const over = guess.length - answer.length;
  const count = Math.abs(over) === 1 ? 'one line' : `${Math.abs(over)} lines`;
  const how = over === 0 ? '' : ` You said ${count} too ${over > 0 ? 'many' : 'few'}.`;
  return [`✗ You weren’t right: ${right} of ${all.length} lines agree.${how}`, table];
}
