/** Prints what came of it. */
export const asked = (code: string): string =>
  `try { const r = (${code}); console.log(r instanceof Promise ? await Promise.race([r, new Promise((go) => setTimeout(go, 20, 'waits'))]) : r); } catch (e) { console.log('threw', e?.constructor?.name, e?.name, e?.code, e?.message, Object.keys(e ?? 0).join()); }`;
