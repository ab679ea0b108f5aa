// What a stage says of itself, in code/STAGE/stage.ts. Nothing else lists the stages.
import type { Scenario } from '../asyncio/scenario.ts';

export interface Stage {
  /** The number of its part of the book. */
  part: number;
  /** The title of that part. */
  title: string;
  /** Whom the finished stage is for. */
  whom: string;
  /**
   * What of its own finished code is there from the start, since it is not what the part is about: by name
   * from src/. They are the same in all states of its library.
   */
  given?: readonly string[];
  /**
   * The stage that it goes on from, where what a reader has built of that can be what they begin with;
   * and its last step whose tests the library at the start passes, with those of all before it.
   */
  goesOn?: { from: string; passes: string };
  /**
   * What it makes of the library of the stage before, by name from src/. What it leaves the same is so to
   * the letter; a list that isn't here isn't asked for.
   */
  makesOfBefore?: {
    same: readonly string[];
    changed: readonly string[];
    added?: readonly string[];
    gone?: readonly string[];
  };
  /** Of which kinds asyncio's scenarios are that its library plays. */
  plays?: readonly Scenario['tier'][];
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
