// What a file of a library gives to others, by name: its exports, and the public members of exported
// classes. Read from the text, as far as a comparison needs: a file that doesn't parse has names, too.

/** What isn't code: it may hold any braces and any words. */
const NO_CODE =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
const DECLARED =
  /^\s*export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(class|function\*?|const|let|var|interface|type|enum|namespace)\s+([\w$]+)/;
const PASSED_ON = /^\s*export\s+(?:type\s+)?\{([^}]*)\}/;
const MEMBER =
  /^\s*(?:(?:public|static|override|readonly|abstract|async|get|set|declare)\s+)*\*?\s*(\[Symbol\.\w+\]|[A-Za-z_$][\w$]*)\s*[?!]?\s*(?:<[^(]*>)?\s*(\(|[:=;])/;
const HIDDEN = /^\s*(?:(?:static|override|readonly|async)\s+)*(?:private|protected)\s/;

/** `TaskLoop`, `TaskLoop.runOnce`, `gather`. */
export function namesIn(text: string): Set<string> {
  const names = new Set<string>();
  const code = text
    .replace(NO_CODE, (all) => '\n'.repeat(all.split('\n').length - 1))
    // one that is passed on in several lines is read as one
    .replace(/\{[^{}]*\}(?=\s*from\b)/g, (all) => all.replaceAll('\n', ' '));
  let depth = 0;
  let owner: string | undefined;
  for (const line of code.split('\n')) {
    if (depth === 0) {
      const [, kind, name] = DECLARED.exec(line) ?? [];
      if (name) names.add(name);
      for (const one of PASSED_ON.exec(line)?.[1]!.split(',') ?? []) {
        const its = one
          .trim()
          .replace(/^type /, '')
          .replace(/^.* as /, '');
        if (its) names.add(its);
      }
      owner = kind === 'class' ? name : kind || /^[^\s{]/.test(line) ? undefined : owner;
    } else if (depth === 1 && owner && !HIDDEN.test(line)) {
      const member = MEMBER.exec(line)?.[1];
      if (member && member !== 'constructor') names.add(`${owner}.${member}`);
    }
    for (const sign of line) depth += '{(['.includes(sign) ? 1 : '})]'.includes(sign) ? -1 : 0;
    depth = Math.max(0, depth);
  }
  return names;
}
