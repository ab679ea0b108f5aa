// The headers that hosts are asked for: astro.config serves them, and public/_headers and
// vercel.json say the same to hosts.

/**
 * What makes a page cross-origin isolated, and so gives its programs threads and blocking waits.
 */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const ANCESTORS = "frame-ancestors 'self'"; // the rest of a page's policy is in the page: policy.ts

export const EVERYWHERE = {
  ...ISOLATION,
  'Content-Security-Policy': ANCESTORS,
  'Cross-Origin-Resource-Policy': 'cross-origin', // the sandbox has no origin, and Firefox takes a page's own sandbox for a stranger's
  // cross-origin-isolated stays open: the frame of the programs has no origin that could be named
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** Paths with a hash of their content in the name. */
export const FOREVER = {
  paths: '/_astro/*',
  headers: { 'Cache-Control': 'public, max-age=31536000, immutable' },
};

/**
 * The documents in which programs run. Each isolates itself in another way, because Chromium then
 * gives each a process of its own, and a program that uses up the memory of its process takes no
 * other along. Without that they would all share one.
 */
export const SANDBOXES = ['none', 'isolate-and-require-corp', 'isolate-and-credentialless'].map(
  (isolation, i) => ({
    paths: `/runner/sandbox/${i + 1}/*`,
    headers: {
      'Content-Security-Policy': `sandbox allow-scripts; ${ANCESTORS}`,
      'Document-Isolation-Policy': isolation,
    },
  }),
);

/**
 * What the service worker adds to a file, whatever its host sent with it. @param path From the
 * book's root: `/runner/sandbox/1/`.
 */
export const addedTo = (path: string): Record<string, string> => ({
  ...ISOLATION,
  ...SANDBOXES.find(({ paths }) => path.startsWith(paths.slice(0, -1)))?.headers,
});
