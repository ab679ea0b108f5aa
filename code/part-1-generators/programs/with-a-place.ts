let place = 0; // how far the song has got

function nextWord() {
  place++;
  if (place <= 3) return 'row';
  if (place === 4) return 'your boat';
}

for (const name of ['Ann', 'Ann', 'Ben', 'Ann', 'Ben', 'Ann', 'Ben', 'Ben'])
  console.log(name, nextWord());
