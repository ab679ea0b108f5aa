// The exercises of a stage, for the runner: loaded when a reader comes near one of them.
import type { APIRoute, GetStaticPaths } from 'astro';
import { codeFiles } from '../../book/sources';
import { stages } from '../../book/stages';
import { prepareAll } from '../../runner/source/prepare';

export const getStaticPaths = (() =>
  stages.map((stage) => ({ params: { stage } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => {
  const files = codeFiles(params.stage!, ['exercises']);
  return Response.json({ files, modules: prepareAll(files) });
};
