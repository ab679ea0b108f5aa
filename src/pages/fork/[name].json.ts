// The same files as in the zip, by name: for StackBlitz, and for who takes a version of their own
// home.
import type { APIRoute, GetStaticPaths } from 'astro';
import { forkFiles, forkNamed } from '../../book/forks';
import { FORKS } from '../../book/stages';

export const getStaticPaths = (() =>
  FORKS.map(({ name }) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  Response.json(await forkFiles(forkNamed(params.name)));
