// What a stage's programs import, and the programs, as one file for the runner: loaded when a
// reader comes near a program. It brings along what is known of each file, so that nothing that is
// not edited is parsed in the page.
import type { APIRoute, GetStaticPaths } from 'astro';
import { codeFiles, outputsOf, rootFiles } from '../../book/sources';
import { stages } from '../../book/stages';
import { prepareAll } from '../../runner/source/prepare';

/** Which a program may import, too. */
const PACKAGE = 'package.json';

export const getStaticPaths = (() =>
  stages.map((stage) => ({ params: { stage } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => {
  const files = codeFiles(params.stage!, ['src', 'props', 'programs']);
  const others = rootFiles(params.stage!);
  const tests = Object.keys(codeFiles(params.stage!, ['tests']));
  return Response.json({
    files,
    modules: prepareAll({ ...files, [PACKAGE]: others[PACKAGE]! }),
    outputs: outputsOf(params.stage!),
    others,
    tests,
  });
};
