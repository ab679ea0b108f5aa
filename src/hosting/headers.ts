// The headers that hosts are asked for: astro.config serves them, and public/_headers and vercel.json say the same to hosts.

/** What makes a page cross-origin isolated, and so gives its programs threads and blocking waits. */
export const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export const EVERYWHERE = {
  ...ISOLATION,
  'Content-Security-Policy': "frame-ancestors 'self'", // the rest of it stands in each page: policy.ts
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()', // cross-origin-isolated stays open: the frame of the programs has no origin that could be named
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** Paths with a hash of their content in the name. */
export const FOREVER = { paths: '/_astro/*', headers: { 'Cache-Control': 'public, max-age=31536000, immutable' } };
