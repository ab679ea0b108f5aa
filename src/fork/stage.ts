// What a stage says of itself, in code/STAGE/stage.ts. Nothing else lists the stages.

export interface Stage {
  /** The number of its part of the book. */
  part: number;
  /** The title of that part. */
  title: string;
  /** Whom the finished stage is for. */
  whom: string;
  /**
   * The stage whose finished code its starter goes on from, as far as this one still has its files.
   */
  standsOn?: string;
  /**
   * What of its own finished code is there from the start, since it is not what the part is about: by name
   * from src/. Where a stage is built in steps, these files are the same in all states.
   */
  given?: readonly string[];
  /** `src/index.ts` as it is at the start. */
  index?: string;
  /**
   * What there is to build, in an order in which it can be built. Without it there's no starter. The finer
   * steps in a stage's steps/ are to take its place: see src/steps/README.md.
   */
  steps: readonly Step[];
}

export interface Step {
  /** The file to write or to change, from the starter's root. */
  file: string;
  /** What goes into it. */
  what: string;
  /** The chapter that builds it: its path in content/. */
  chapter: string;
  /** The tests that are red until then. */
  tests: readonly string[];
}

/** By the names of their folders, in the order of the book. */
export type Stages = ReadonlyMap<string, Stage>;

/** @param manifests Each `stage.ts` by its path, `code/STAGE/stage.ts`. */
export const stagesOf = (manifests: Readonly<Record<string, Stage>>): Stages =>
  new Map(
    Object.entries(manifests)
      .map(([path, stage]) => [path.split('/').at(-2)!, stage] as const)
      .sort(([, a], [, b]) => a.part - b.part),
  );
