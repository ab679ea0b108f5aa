// The rest of it for a library that has time, groups and locks: loaded when they ask about such a one.
import type { APIRoute } from 'astro';
import { asyncioFiles } from '../../book/asyncio-files';
import { prepareAll } from '../../runner/source/prepare';

export const GET: APIRoute = () => {
  const files = asyncioFiles(true);
  return Response.json({ files, modules: prepareAll(files) });
};
