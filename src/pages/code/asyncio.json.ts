// What is run beside a reader's library to lay it beside asyncio: loaded when they ask how like it is.
import type { APIRoute } from 'astro';
import { asyncioFiles } from '../../book/asyncio-files';
import { prepareAll } from '../../runner/source/prepare';

export const GET: APIRoute = () => {
  const files = asyncioFiles(false);
  return Response.json({ files, modules: prepareAll(files) });
};
