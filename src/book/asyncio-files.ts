// What is run beside a reader's library to lay it beside asyncio.
const raw = import.meta.glob<string>(
  '/src/asyncio/{ask.ts,calls.ts,calls-beyond.ts,interpreter.ts,scenario.ts,scenarios.json,scenarios-beyond.json}',
  { query: '?raw', import: 'default', eager: true },
);

/** @param isBeyond True for what time, groups and locks need besides. */
export const asyncioFiles = (isBeyond: boolean): Record<string, string> =>
  Object.fromEntries(
    Object.entries(raw)
      .filter(([path]) => /-beyond\.\w+$/.test(path) === isBeyond)
      .map(([path, text]) => [path.slice('/src/'.length), text]),
  );
