// Runs in a hidden frame of our own origin, and holds StackBlitz's client there. The client knows
// no way back from a boot that hangs, a teardown that fails or a host that died; when its whole
// realm goes, all of that goes with it.
import { configureAPIKey, WebContainer } from '@webcontainer/api';

declare global {
  interface Window {
    /** Rejects if the host refuses. Where it cannot be reached, this never settles. */
    bootWebContainer(): Promise<WebContainer>;
    /** What the page's policy has forbidden in here. */
    forbidden: string[];
  }
}

window.forbidden = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  window.forbidden.push(`${effectiveDirective} forbids ${blockedURI}`),
);

const key = import.meta.env.PUBLIC_WEBCONTAINER_API_KEY;
if (key) configureAPIKey(key);
window.bootWebContainer = () => WebContainer.boot({ coep: 'require-corp', workdirName: 'tasque' });
