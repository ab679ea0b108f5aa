/**
 * An address inside this site, from its root, wherever the site is hosted:
 * `url('programs/x.json')`.
 */
export const url = (path: string): string =>
  `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`;
