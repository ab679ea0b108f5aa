// What runs beside a program to try its orders: loaded when a reader asks for that.
import type { APIRoute } from 'astro';
import { alongName } from '../../orders/along';
import { prepareAll } from '../../runner/source/prepare';

const raw = import.meta.glob<string>(
  [
    '/src/orders/in-the-run/*.ts',
    '/code/part-4-the-world/src/orders/{every-path,pruning,watch}.ts', // the search that chapter 4.10 prints
  ],
  { query: '?raw', import: 'default', eager: true },
);

export const GET: APIRoute = () => {
  const files = Object.fromEntries(
    Object.entries(raw).map(([path, text]) => [alongName(path), text]),
  );
  return Response.json({ files, modules: prepareAll(files) });
};
