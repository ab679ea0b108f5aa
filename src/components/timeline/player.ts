// Steps through a run by itself, at the speed that is chosen.

export class Player {
  readonly #timeline: HTMLElement;
  #playing: ReturnType<typeof setInterval> | undefined;

  constructor(timeline: HTMLElement) {
    this.#timeline = timeline;
  }
  get isPlaying(): boolean {
    return this.#playing !== undefined;
  }

  /** @param step Shows the next event; false where there is none. */
  play(step: () => boolean): void {
    this.#say('Pause', 'off'); // a reader couldn't follow so many sentences at once
    const speed = this.#timeline.querySelector<HTMLSelectElement>('.speed select')!;
    const next = (): void => {
      if (!this.#timeline.isConnected || !step()) this.stop();
    };
    const start = (): void => {
      clearInterval(this.#playing);
      this.#playing = setInterval(next, Number(speed.value));
    };
    speed.onchange = () => this.isPlaying && start();
    start();
  }
  stop(): void {
    clearInterval(this.#playing);
    if (!this.isPlaying) return;
    this.#playing = undefined;
    this.#say('Play', 'polite');
    // where it has come to, of which nothing was said while it played
    const sentence = this.#timeline.querySelector('.sentence')!;
    sentence.replaceChildren(sentence.textContent);
  }
  #say(does: string, live: string): void {
    this.#timeline.querySelector('button[data-do=play]')!.textContent = does;
    this.#timeline.querySelector('.sentence')!.ariaLive = live;
  }
}
