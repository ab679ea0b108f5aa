// Code that an address brings: found its place for, wherever the address was followed.
import { url } from '../../book/url.ts';
import type { Lab } from '../lab/element.ts';
import type { ProgramBox } from '../program-box/element.ts';
import { namesOf } from './file-names.ts';
import { sharedIn } from './share.ts';
import { notify } from '../site/notice.ts';
import type { TryIt } from '../try-it/element.ts';

/** @param hash The address from its `#` on. */
export async function receive(hash: string): Promise<void> {
  const shared = await sharedIn(hash);
  if (!shared)
    return notify(
      'The link that led here is damaged, so its code can’t be read. Nothing here has changed.',
    );
  const { box: name, edits, order } = shared;
  const place = await placeFor(name);
  if (place) {
    if (!order || !('bench' in place)) return place.offer(edits);
    if (Object.keys(edits).length > 0) place.offer(edits);
    const { offerOrder } = await import('../every-order/every-order.tsx');
    return offerOrder(await place.bench(), order, edits);
  }
  const stage = /^(?:lab\/)?([\w-]+)(?:\/|$)/.exec(name)?.[1];
  const found =
    stage === undefined
      ? undefined
      : await fetch(url(`code/${stage}.json`)).catch(() => 'offline' as const);
  const files = namesOf(Object.keys(edits));
  const program = namesOf([name.split(/[ /]/).at(-1)!]);
  if (found === 'offline' || found?.ok)
    notify(`The link brings code for ${program} (${files}), which isn’t on this page.`, {
      label: 'See it in the lab',
      act: () => location.assign(url(`lab/${stage}/`) + hash),
    });
  else
    notify(
      `The link brings code for ${program} (${files}), which isn’t in this edition of the book any more.`,
    );
}

async function placeFor(name: string): Promise<ProgramBox | Lab | undefined> {
  const lab = document.querySelector<Lab>('tasque-lab');
  if (lab) {
    await customElements.whenDefined('tasque-lab');
    return name.replace(/^lab\//, '').split('/')[0] === lab.dataset.stage ? lab : undefined;
  }
  const box = [...document.querySelectorAll<ProgramBox>('program-box')].find(
    ({ dataset }) => dataset.program === name,
  );
  return (
    box ??
    (await [...document.querySelectorAll<TryIt>('try-it')].find((it) => it.name === name)?.open())
  );
}
