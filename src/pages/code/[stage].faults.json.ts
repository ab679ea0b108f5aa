// What is broken in each fault of a stage: loaded when a reader begins to look for one.
import type { APIRoute, GetStaticPaths } from 'astro';
import { faultsOf, stagesWithFaults } from '../../book/faults';

export const getStaticPaths = (() =>
  stagesWithFaults().map((stage) => ({ params: { stage } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => Response.json(faultsOf(params.stage!));
