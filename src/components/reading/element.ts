// What is remembered of reading: a chapter tells where in it the reader is, and <reading-on> leads
// back there. How far a reader is in all is in so-far/.
import { url } from '../../book/url.ts';
import { keepPlace, keepRead, placeKept } from './place.ts';

/** Who stops for so long reads, and has not only come through, in milliseconds. */
const AT_REST = 500;

const chapter = document.querySelector<HTMLElement>('article[data-chapter]');
if (chapter) {
  const id = chapter.dataset.chapter!;
  const headings = [...chapter.querySelectorAll('h2[id]')];
  const header = document.querySelector('header.site')!;
  const ways = chapter.querySelector('.ways')!;
  const next = ways.querySelector<HTMLElement>('[rel=next]')?.dataset.id;
  let place: string | undefined;
  /**
   * The section whose text is in the middle of the window; at the end, where one is done with it,
   * the next chapter. A reader who was further on comes to the top for what is there, such as the
   * way to another page: that is no place.
   */
  const keep = (): void => {
    const isAtTop = header.getBoundingClientRect().bottom > 0;
    if (!isAtTop || place === undefined) {
      const isAtEnd = ways.getBoundingClientRect().top < innerHeight;
      const section = headings.findLast(
        (it) => it.getBoundingClientRect().top < innerHeight / 2,
      )?.id;
      place = (isAtEnd && next) || (section === undefined ? id : `${id}#${section}`);
    }
    keepPlace(place);
  };
  keep();
  let resting: ReturnType<typeof setTimeout> | undefined;
  addEventListener(
    'scroll',
    () => {
      clearTimeout(resting);
      resting = setTimeout(keep, AT_REST);
    },
    { passive: true },
  );
  // some browsers end a page without a word, and none of them while it is hidden
  document.addEventListener('visibilitychange', () => document.hidden && keep());
  addEventListener('pagehide', keep);
  new IntersectionObserver(([seen], observer) => {
    if (!seen!.isIntersecting) return;
    keepRead(id);
    observer.disconnect();
  }).observe(ways);
}

/** Shows it now, when it changes in another tab, and when this page is back as it was left. */
const follow = (show: () => void): void => {
  show();
  addEventListener('storage', show);
  addEventListener('pageshow', show);
};

/** A chapter in the contents, by its id, or one that it had. */
const inContents = (id: string): HTMLElement | null =>
  document.querySelector(`[data-read~="${id}"]`);

/** A link to the first chapter, until there is a place to go back to. */
class ReadingOn extends HTMLElement {
  readonly #link = this.querySelector('a')!;
  readonly #what = this.querySelector('.what')!;
  readonly #title = this.querySelector('.title')!;
  readonly #first = [
    this.#link.getAttribute('href')!,
    this.#what.textContent,
    this.#title.textContent,
  ] as const;

  connectedCallback(): void {
    follow(() => this.show());
  }

  show(): void {
    const [id, section] = placeKept()?.split('#') ?? [];
    const found = id !== undefined && inContents(id);
    const title = found && found.dataset.title;
    // a page without contents knows no titles
    const isOn = id !== undefined && (title || !document.querySelector('#contents'));
    const [href, what, words] = isOn
      ? [
          (found ? found.querySelector('a')!.href : url(`${id}/`)) + (section ? `#${section}` : ''),
          'Continue',
          title || 'the chapter you were in',
        ]
      : this.#first;
    this.#link.href = href;
    this.#what.textContent = what;
    this.#title.textContent = words;
  }
}

customElements.define('reading-on', ReadingOn);

// The start page tells a reader who comes back how far they are.
const page = document.documentElement;
if (document.querySelector('#so-far'))
  follow(() => (placeKept() ?? page.dataset.back) !== undefined && void import('../so-far/so-far.ts').then(({ show }) => show(), () => delete page.dataset.back)); // prettier-ignore
