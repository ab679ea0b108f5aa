// A stage, or a starter, as a zip: see src/fork/.
import type { APIRoute, GetStaticPaths } from 'astro';
import { forkNamed, forkZip } from '../../book/forks';
import { FORKS } from '../../book/stages';

export const getStaticPaths = (() =>
  FORKS.map(({ name }) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(await forkZip(forkNamed(params.name)), {
    headers: { 'Content-Type': 'application/zip' },
  });
