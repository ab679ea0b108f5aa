// The document of the sandboxed frame. It has no address, so whoever allows scripts by their hash has to know this one's.
import frameScript from './frame.ts?script';

/** For the frame: it may run scripts that are given to it, and ask nobody for anything. */
const FRAME_POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob: data:; worker-src blob: data:";

export const FRAME_SCRIPT = frameScript.replaceAll('</script', '<\\/script');
export const FRAME_PAGE = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}"><script>${FRAME_SCRIPT}</script>`;
