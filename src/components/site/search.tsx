// Search, loaded when a reader first asks for it: Pagefind finds, and what it found is drawn here,
// as nodes. Pagefind's own dialog parses markup, which no page allows (see hosting/policy.ts). Its
// index is made after the build (hosting/post-build.ts).
import { whatFailed } from '../workbench/loading.ts';
import { render, type VNode } from 'preact';
import { url } from '../../book/url.ts';
import './search.css';

/** What of Pagefind's interface is used: https://pagefind.app/docs/api/ */
interface Pagefind {
  options(options: { baseUrl: string }): Promise<void>;
  init(): Promise<void>;
  /** `null` where a later search has overtaken this one. */
  debouncedSearch(text: string, options: object, ms: number): Promise<{ results: Result[] } | null>;
  search(text: string, options: object): Promise<{ results: Result[] }>;
  /** All filters, with their values, and in how many pages each is. */
  filters(): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>;
}
interface Result {
  id: string;
  data(): Promise<
    Place & {
      meta: { title?: string; places?: string };
      sub_results?: (Place & { title: string })[];
    }
  >;
}
interface Place {
  url: string;
  /** Words of the page, those that were looked for in `<mark>`. */
  excerpt: string;
}
interface Found {
  id: string;
  title: string;
  /** Whether it is where the book introduces what was looked for. */
  isHome: boolean;
  /** Where it leads: to the listing that shows a name, where that is known. */
  to: string;
  place: Place;
  parts: (Place & { title: string })[];
}

/** How many results are shown at once, and how many places of each. */
const SHOWN = 8;
const PARTS = 3;
/** How long a reader may pause within a word, in milliseconds. */
const PAUSE = 150;

class Search {
  readonly #pagefind: Pagefind;
  readonly #dialog = document.createElement('dialog');
  #text = '';
  #results: Result[] = [];
  /** Of the first result, where that introduces what was looked for. */
  #home: { id: string; name: string } | undefined;
  #found: Found[] = [];

  constructor(pagefind: Pagefind) {
    this.#pagefind = pagefind;
    this.#dialog.className = 'search';
    this.#dialog.ariaLabel = 'Search';
    this.#dialog.dataset.pagefindIgnore = '';
    this.#dialog.onkeydown = (event) => this.#walk(event);
    // beside it is outside of it: a dialog has no padding of its own; a link may lead to this page
    this.#dialog.onclick = ({ target }) => {
      if (target === this.#dialog || (target as Element).closest('a')) this.#dialog.close();
    };
    document.body.append(this.#dialog);
    this.#draw('');
  }

  get #input(): HTMLInputElement {
    return this.#dialog.querySelector('input')!;
  }

  open(): void {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#input.focus();
    this.#input.select(); // the last search is there again, and the next one takes its place
  }

  async #look(): Promise<void> {
    const text = this.#input.value.trim();
    this.#text = text;
    if (text === '') {
      this.#results = this.#found = [];
      return this.#draw('');
    }
    try {
      const found = await this.#pagefind.debouncedSearch(text, {}, PAUSE);
      if (!found || this.#text !== text) return;
      const home = await this.#homeOf(text);
      if (this.#text !== text) return;
      this.#home = home && { id: home.result.id, name: home.name };
      this.#results = [
        ...(home ? [home.result] : []),
        ...found.results.filter(({ id }) => id !== this.#home?.id),
      ];
      this.#found = [];
      await this.#more();
    } catch (error) {
      if (this.#text === text)
        this.#draw(whatFailed(error, 'The search failed. Check the connection, then try again.'));
    }
  }

  /** The chapter that introduces a name or a term, if it is one: see layouts/Book.astro. */
  async #homeOf(text: string): Promise<{ result: Result; name: string } | undefined> {
    const { introduces = {} } = await this.#pagefind.filters();
    const names = Object.keys(introduces);
    const wanted = text.toLowerCase();
    const name =
      names.find((one) => one === text) ?? names.find((one) => one.toLowerCase() === wanted);
    if (name === undefined) return undefined;
    const { results } = await this.#pagefind.search(name, { filters: { introduces: name } });
    return results[0] && { result: results[0], name };
  }

  /** Shows the next results. */
  async #more(): Promise<void> {
    const [text, results, from] = [this.#text, this.#results, this.#found.length];
    const next = await Promise.all(
      results.slice(from, from + SHOWN).map(async (result): Promise<Found> => {
        const { meta, sub_results = [], ...place } = await result.data();
        const isHome = result.id === this.#home?.id;
        const [anchor, section] = (isHome && placeOf(this.#home!.name, meta.places)) || [];
        // the words of where one lands
        const there = sub_results.find((part) => part.url === `${place.url}#${section}`);
        return {
          id: result.id,
          title: meta.title ?? place.url,
          isHome,
          to: anchor === undefined ? place.url : `${place.url}#${anchor}`,
          place: there ?? place,
          parts: sub_results
            .filter((part) => part.url !== place.url && part !== there)
            .filter((part) => !there || !isSame(part, there))
            .filter((part, at, all) => !all.slice(0, at).some((other) => isSame(part, other)))
            .slice(0, PARTS),
        };
      }),
    );
    if (this.#results !== results || this.#found.length !== from) return;
    this.#found = [...this.#found, ...next];
    const many = results.length === 1 ? '1 result' : `${results.length || 'No'} results`;
    this.#draw(`${many} for ${text}`);
    // a reader who asked for more goes on with them
    if (from > 0)
      this.#dialog.querySelector<HTMLElement>(`ol > :nth-child(${from + 1}) a`)?.focus();
    else this.#links[0]?.scrollIntoView({ block: 'nearest' });
  }

  #draw(summary: string): void {
    const rest = this.#results.length - this.#found.length;
    render(
      <div class="inside">
        <div class="ask">
          <input
            type="search"
            aria-label="Search the book"
            placeholder="Search the book"
            autocomplete="off"
            spellcheck={false}
            onInput={() => void this.#look()}
          />
          <button type="button" class="plain" onClick={() => this.#dialog.close()}>
            Close
          </button>
        </div>
        <p class="summary" role="status">
          {summary}
        </p>
        <ol class="plain">
          {this.#found.map(({ id, title, isHome, to, place, parts }) => (
            <li key={id}>
              <a href={to}>{title}</a>
              {isHome && <p class="home">Introduced here</p>}
              {/* a part that says the same knows better where that is */}
              {!parts.some((part) => isSame(part, place)) && <p>{excerptOf(place)}</p>}
              {parts.length > 0 && (
                <ul class="plain">
                  {parts.map((part) => (
                    <li>
                      <a href={part.url}>{part.title}</a>
                      <p>{excerptOf(part)}</p>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
        {rest > 0 && (
          <button type="button" class="plain" onClick={() => void this.#more()}>
            {rest} more
          </button>
        )}
      </div>,
      this.#dialog,
    );
    // a result that had the focus may be gone
    if (this.#dialog.open && !this.#dialog.contains(document.activeElement))
      (this.#links[0] ?? this.#input).focus();
  }

  get #links(): HTMLAnchorElement[] {
    return [...this.#dialog.querySelectorAll('a')];
  }

  /** The arrows go from the field through the results, and back. */
  #walk(event: KeyboardEvent): void {
    const links = this.#links;
    if (event.key === 'Escape') {
      event.preventDefault(); // a field of this kind would take the first one to empty itself
      return this.#dialog.close();
    }
    if (event.target === this.#input && event.key === 'Enter') links[0]?.click();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || links.length === 0) return;
    event.preventDefault();
    const to = links.indexOf(document.activeElement as HTMLAnchorElement) + step;
    if (to < 0) this.#input.focus();
    else links[Math.min(to, links.length - 1)]!.focus();
  }
}

/**
 * Pagefind's excerpt as nodes: it escapes what is in the page, and marks the words that were
 * looked for.
 */
const excerptOf = ({ excerpt }: Place): (string | VNode)[] =>
  excerpt.split(/<mark>(.*?)<\/mark>/s).map((text, n) => {
    const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    return n % 2 === 1 ? <mark>{plain}</mark> : plain;
  });

/** @param places What layouts/Book.astro says of a chapter: see Introductions.placesOf. */
const placeOf = (
  name: string,
  places = '{}',
): [anchor: string, section: string | null] | undefined =>
  new Map(Object.entries(JSON.parse(places) as Record<string, [string, string | null]>)).get(name);

/** So many words in a row, and two excerpts are about the same place. */
const ROW = 6;

/** Whether a reader would read the same twice: excerpts of a page and of its parts overlap. */
function isSame(one: Place, other: Place): boolean {
  const wordsOf = ({ excerpt }: Place): string[] => excerpt.replace(/<\/?mark>/g, '').split(/\s+/);
  const text = ` ${wordsOf(other).join(' ')} `;
  const words = wordsOf(one);
  const row = Math.min(ROW, words.length);
  return words.some(
    (_, at) =>
      at + row <= words.length && text.includes(` ${words.slice(at, at + row).join(' ')} `),
  );
}

let search: Promise<Search> | undefined;
let tries = 0;

async function load(): Promise<Search> {
  // a browser remembers a failed import until the page is loaded again, by its address
  const again = tries++ === 0 ? '' : `?again=${tries}`;
  const pagefind = (await import(
    /* @vite-ignore */ `${url('pagefind/pagefind.js')}${again}`
  )) as Pagefind;
  await pagefind.options({ baseUrl: url('') });
  await pagefind.init();
  return new Search(pagefind);
}

/** @param tell Where it is said that it could not be loaded. */
export async function openSearch(tell: (text: string) => void): Promise<void> {
  try {
    (await (search ??= load())).open();
  } catch (error) {
    search = undefined;
    tell(
      import.meta.env.DEV
        ? 'The build makes the index, so there’s search in npm start, but not in npm run dev.'
        : whatFailed(error, 'We couldn’t load the search. Check the connection, then try again.'),
    );
  }
}
