// Types of names are shown to who comes near a listing: then what shows them is loaded.
for (const near of ['pointerover', 'focusin'])
  document.addEventListener(near, ({ target }) => {
    if ((target as Element).closest('.listing')) import('./types-on-hover.ts').catch(() => {});
  });
