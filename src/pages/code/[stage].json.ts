// What a stage's programs import, as one file for the runner: loaded at the first run.
import type { APIRoute, GetStaticPaths } from 'astro';
import { libraryFiles } from '../../book/programs';
import { stages } from '../../book/sources';

export const getStaticPaths = (() => stages.map((stage) => ({ params: { stage } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => new Response(JSON.stringify(libraryFiles(params.stage!)), { headers: { 'Content-Type': 'application/json' } });
