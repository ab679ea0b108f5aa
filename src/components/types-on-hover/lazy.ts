import { ahead } from '../workbench/loading.ts';

// Types of names are shown to who comes near a listing: then what shows them is loaded.
for (const near of ['pointerover', 'focusin'])
  document.addEventListener(near, ({ target }) => {
    if ((target as Element).closest('.listing')) ahead(import('./types-on-hover.ts'));
  });
