// Trusted Types: each page's policy (hosting/policy.ts) lets no text become markup, a script, or
// the address of one. This is the one exception, and it's for addresses only: workers and the
// service worker come from what the build made.
//
// It is the default policy, which a browser asks wherever an address is given as text, because Vite
// makes workers of `new Worker(new URL(…))` and Pagefind makes its own. Where a browser has no
// Trusted Types nothing is asked, nor held.
const base = import.meta.env.BASE_URL;

/** Stands in each page's head, before any other script. */
export const SCRIPT_URLS = `self.trustedTypes?.createPolicy('default',{createScriptURL:a=>/^(sw\\.js$|(_astro|pagefind)\\/)/.test(new URL(a,location.href).href.replace(location.origin+'${base}',''))?a:undefined})`;
