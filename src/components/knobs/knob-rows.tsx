// A slider for each knob that is a number on a scale, and a choice for the others. The build renders them,
// and turning.ts brings them to life.
import type { VNode } from 'preact';
import { numberOf, shown, type Choice, type Knob, type Scale } from './knobs.ts';

/** What they are called together. @param name That of their program. */
export const labelOf = (name: string): string => `Knobs of ${name}`;

type Turned = (name: string, to: string) => void;

export function KnobRows({ knobs, turn }: { knobs: readonly Knob[]; turn?: Turned }): VNode {
  return (
    <>
      {knobs.map((knob) => (
        <label class="knob" key={knob.name}>
          <code>{knob.name}</code>
          {'choices' in knob ? (
            <Chosen knob={knob} turn={turn} />
          ) : (
            <Slider knob={knob} turn={turn} />
          )}
        </label>
      ))}
    </>
  );
}

function Slider({ knob, turn }: { knob: Scale; turn: Turned | undefined }): VNode {
  const { name, least, most, step, literal } = knob;
  const said = shown(knob);
  // its room doesn't depend on where it is
  const longest = Math.max(
    ...[least, most, most - step].map((at) => shown(knob, String(at)).length),
  );
  return (
    <>
      <input
        type="range"
        min={least}
        max={most}
        step={step}
        value={numberOf(literal)}
        aria-valuetext={said}
        autocomplete="off"
        onInput={({ currentTarget }) => turn?.(name, currentTarget.value)}
      />
      <span class="value" style={`min-width: ${longest}ch`} aria-hidden="true">
        {said}
      </span>
    </>
  );
}

function Chosen({ knob, turn }: { knob: Choice; turn: Turned | undefined }): VNode {
  const { name, choices, literal } = knob;
  return (
    <select
      value={literal}
      autocomplete="off"
      onInput={({ currentTarget }) => turn?.(name, currentTarget.value)}
    >
      {choices.map((choice) => (
        <option value={choice} selected={choice === literal}>
          {shown(knob, choice)}
        </option>
      ))}
    </select>
  );
}
