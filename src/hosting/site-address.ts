// Where the book will live. Whoever builds it says so (SITE, BASE, REPOSITORY); where they do not,
// the host's own variables do.
const { env } = process;

const bySlug = (server: string, ...slug: (string | undefined)[]): string | undefined =>
  slug.every(Boolean) ? `${server}/${slug.join('/')}` : undefined;

/** The origin, `https://book.example`. Feeds, canonical addresses and cards need it whole. */
export const site =
  env.SITE ||
  (env.NETLIFY && env.URL) ||
  env.CF_PAGES_URL ||
  (env.VERCEL_PROJECT_PRODUCTION_URL && `https://${env.VERCEL_PROJECT_PRODUCTION_URL}`) ||
  'http://localhost:4321';

/** The path under which the book lives there: `/`, or `/tasque/`. */
export const base = env.BASE || '/';

/**
 * Where its source can be read and changed, `https://github.com/OWNER/NAME`; unknown in a clone
 * that wasn't told.
 */
export const repository = (
  env.REPOSITORY ||
  bySlug(env.GITHUB_SERVER_URL ?? 'https://github.com', env.GITHUB_REPOSITORY) ||
  (env.NETLIFY && env.REPOSITORY_URL) ||
  bySlug('https://github.com', env.VERCEL_GIT_REPO_OWNER, env.VERCEL_GIT_REPO_SLUG)
)?.replace(/\.git$/, '');
