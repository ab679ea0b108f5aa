// What is run beside a reader's library to lay it beside asyncio: loaded when they ask how like it is.
import type { APIRoute } from 'astro';
import { prepareAll } from '../../runner/source/prepare';

const raw = import.meta.glob<string>(
  '/src/asyncio/{ask.ts,calls.ts,interpreter.ts,scenario.ts,scenarios.json}',
  { query: '?raw', import: 'default', eager: true },
);

export const GET: APIRoute = () => {
  const files = Object.fromEntries(
    Object.entries(raw).map(([path, text]) => [path.slice('/src/'.length), text]),
  );
  return Response.json({ files, modules: prepareAll(files) });
};
