// What a stage's programs import, and the programs, as one file for the runner: loaded at the first run. It brings along
// what is known of each file, so that nothing that is not edited is parsed in the page.
import type { APIRoute, GetStaticPaths } from 'astro';
import { codeFiles, stages } from '../../book/sources';
import { prepare } from '../../runner/page/prepare';

export const getStaticPaths = (() => stages.map((stage) => ({ params: { stage } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => {
  const files = codeFiles(params.stage!, ['src', 'programs']);
  const modules = Object.fromEntries(Object.entries(files).map(([file, code]) => [file, prepare(code, file)]));
  return new Response(JSON.stringify({ files, modules }), { headers: { 'Content-Type': 'application/json' } });
};
