import { ahead } from '../workbench/loading.ts';

// Who comes near a listing is shown the types of its names, and can copy it: then what does that is
// loaded.
for (const near of ['pointerover', 'focusin'])
  document.addEventListener(near, ({ target }) => {
    if (!(target as Element).closest('.listing')) return;
    ahead(import('./types-on-hover.ts'));
    ahead(import('../copy/listing.ts'));
  });
