// What vitest can do at home and not here, each in words of its own.
import { chai, vi } from 'vitest';

const MODULES =
  'a program’s modules are linked before its tests run, so one can’t replace another here';
const AT_HOME = 'or take the stage home and run it with vitest';

const OF_VI: Record<string, string> = {
  mock: `${MODULES}. Hand the function what it should call, replace a method with vi.spyOn(object, 'method'), ${AT_HOME}.`,
  doMock: `${MODULES}. Hand the function what it should call, replace a method with vi.spyOn(object, 'method'), ${AT_HOME}.`,
  unmock: `nothing is mocked: ${MODULES}. Leave it out, ${AT_HOME}.`,
  doUnmock: `nothing is mocked: ${MODULES}. Leave it out, ${AT_HOME}.`,
  importMock: `${MODULES}. Import the module and mock a copy of it, as vi.mockObject({ ...(await import('./a.ts')) }), ${AT_HOME}.`,
  importActual: `nothing is mocked: ${MODULES}. \`await import('./a.ts')\` gives the module itself.`,
  resetModules: `each module is evaluated once. Put what has to start afresh into a function, ${AT_HOME}.`,
  dynamicImportSettled: `imports aren’t counted here. Await each \`import()\` itself, ${AT_HOME}.`,
};

/** `import.meta.glob` */
export const noGlob = (): never => {
  throw new Error(
    `import.meta.glob isn’t available here: it’s turned into imports before a file runs. Import each file by its name, ${AT_HOME}.`,
  );
};

const FILE_SNAPSHOTS = [
  'matchSnapshot',
  'toMatchSnapshot',
  'toMatchFileSnapshot',
  'toThrowErrorMatchingSnapshot',
];

export function refuse(): void {
  for (const [name, why] of Object.entries(OF_VI))
    Object.assign(vi, {
      [name]: () => {
        throw new Error(`vi.${name} isn’t available here: ${why}`);
      },
    });
  const { spyOn } = vi;
  vi.spyOn = ((object: any, name: never, accessor: never) => {
    try {
      return spyOn(object, name, accessor);
    } catch (error) {
      const isOfModule = Object.prototype.toString.call(object) === '[object Module]';
      if (!isOfModule || !(error instanceof TypeError)) throw error;
      throw new Error(
        `vi.spyOn isn’t available here for what a module exports: ${MODULES}. Hand the function what it should call, or put it into an object and spy on that, ${AT_HOME}.`,
      );
    }
  }) as any;
  chai.use(({ Assertion }, { addMethod }) => {
    for (const name of FILE_SNAPSHOTS)
      addMethod(Assertion.prototype, name, () => {
        const inline = name.includes('Throw')
          ? 'toThrowErrorMatchingInlineSnapshot'
          : 'toMatchInlineSnapshot';
        throw new Error(
          `${name} keeps its snapshot in a file, and no files are written here. Keep it in the test, with ${inline}(\`…\`), ${AT_HOME}.`,
        );
      });
  });
}
