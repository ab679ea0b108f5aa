// What a patch of classes that do more than one thing works with.
import type { Callbacks } from './callbacks.ts';
import type { Generators } from './generators.ts';
import type { Methods } from './methods.ts';
import type { Recorder } from './recorder.ts';
import type { Registry } from './registry.ts';

export abstract class Patch {
  protected readonly recorder: Recorder;
  protected readonly registry: Registry;
  protected readonly generators: Generators;
  protected readonly callbacks: Callbacks;
  protected readonly methods: Methods;

  constructor(
    recorder: Recorder,
    registry: Registry,
    generators: Generators,
    callbacks: Callbacks,
    methods: Methods,
  ) {
    this.recorder = recorder;
    this.registry = registry;
    this.generators = generators;
    this.callbacks = callbacks;
    this.methods = methods;
  }
}
