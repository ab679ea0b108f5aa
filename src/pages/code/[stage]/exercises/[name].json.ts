// An exercise, for the runner: loaded when a reader comes near it.
import type { APIRoute, GetStaticPaths } from 'astro';
import { codeFiles } from '../../../../book/sources';
import { stages } from '../../../../book/stages';
import { prepareAll } from '../../../../runner/source/prepare';

export const getStaticPaths = (() =>
  stages.flatMap((stage) => {
    const byName = Map.groupBy(
      Object.entries(codeFiles(stage, ['exercises'])),
      ([file]) => file.split('/')[1]!,
    );
    return [...byName].map(([name, files]) => ({
      params: { stage, name },
      props: { files: Object.fromEntries(files) },
    }));
  })) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => {
  const { files } = props as { files: Record<string, string> };
  return Response.json({ files, modules: prepareAll(files) });
};
