// The document in which programs run, as the build writes it and the contract suite serves it: one
// script, and a policy of its own.
import { sandboxPolicy } from '../../hosting/policy.ts';

/** @param frameScript What `frame.ts?script` gives. */
export function framePage(frameScript: string): string {
  const script = frameScript.replaceAll('</script', '<\\/script');
  return (
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${sandboxPolicy(script)}">` +
    `<meta name="robots" content="noindex"><title>Sandbox for programs</title><script>${script}</script></html>`
  );
}
