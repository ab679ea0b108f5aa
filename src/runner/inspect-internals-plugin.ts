// Vite plugin. node-inspect-extracted is Node's own inspect, with V8's part in it made up; here
// page/inspect-internals.ts takes that part. The library has no way of being told, so its text is
// changed, and the build fails when it isn't the text that this was written for.
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const INTERNALS = JSON.stringify(
  fileURLToPath(new URL('page/inspect-internals.ts', import.meta.url)),
);

const CHANGES: [what: string, from: RegExp, to: string][] = [
  [
    'util.types',
    /(?<=\b499)\(t,e,n\)\{.*?\}(?=,302\()/s,
    `(t){t.exports=require(${INTERNALS}).types}`,
  ],
  [
    'V8',
    /(?<=\b727)\(t,e,n\)\{.*\}(?=\};const e=\{\};)/s,
    `(t){t.exports=require(${INTERNALS}).binding}`,
  ],
  ['its own Proxy', /,179\(t,e,n\)\{.*?\}(?=,878\()/s, ''],
  [
    'a stack',
    /(?<=try\{n=e\.stack\}catch\{\}if\(n\)\{if\("string"==typeof n\)return )n;/,
    `require(${INTERNALS}).shownStack(e,n);`,
  ],
  [
    'an error without frames',
    /(?<=if\(-1===p\)s=)`\[\$\{s\}\]`/,
    `require(${INTERNALS}).withoutFrames(t,s)`,
  ],
  ['a class', /(?<=const o=)H\(e\)(?=;if\(ie\(o,"class"\))/, `require(${INTERNALS}).textOf(e)`],
  [
    'functions that getters give',
    /(?<=\$\{r\("\]",o\)\}`;else if\()"object"==typeof s(?=\)c=)/,
    '"object"==typeof s||"function"==typeof s',
  ],
  ['the state of a promise', /<pending>/, '<state unknown>'],
  [
    'what an iterator has left',
    /(?<=function _r\(t,e,n,r\)\{)const\{0:o,1:i\}=.*?(?=\}function wr)/,
    'return xr(e)',
  ],
  ['what the language brings', /(?<=new Mt\(f\()yt\(ve\)/, `require(${INTERNALS}).LANGUAGE`],
  [
    'that Node 24 shows no proxies',
    /if\(0!==s\)for\(let e=0;e<s;e\+\+\)u=`.*?`;(?=return u\})/,
    '',
  ],
  ['that Node 24 shows no proxies', /for\(let n=0;n<s;n\+\+\)e=`.*?`;(?=return e\})/, ''],
  [
    'that Node 24 paints no patterns',
    /(?<=regexp:)function t\(e\).*?(?=,module:"underline")/s,
    '"red"',
  ],
  [
    'that Node 24 paints no patterns',
    /,Nn\.styles\.regexp\.colors=\[.*?\];const Wn=Nn\.styles\.regexp\.colors\.slice\(\);/,
    ';',
  ],
  [
    'names of modules, for colours',
    /(?<=\b947)\(t\)\{.*?\}(?=,244\()/s,
    '(t){t.exports={BuiltinModule:{exists:()=>!1}}}',
  ],
  [
    'paths of files, for colours',
    /(?<=\b812)\(t,e,n\)\{.*?\}(?=,101\()/s,
    '(t){t.exports={URL,pathToFileURL:String}}',
  ],
  ['paths of files, for colours', /,120\(t,e,n\)\{.*?\}(?=,683\()/s, ''],
  ['what a weak collection holds, shown hidden', /t\.showHidden\?\w+:xr/g, 'xr'],
];

export function inspectInternals(): Plugin {
  return {
    name: 'tasque:inspect-internals',
    transform(code, id) {
      if (!id.endsWith('/node-inspect-extracted/dist/inspect.js')) return undefined;
      for (const [what, from, to] of CHANGES) {
        if (code.search(from) < 0) throw new Error(`node-inspect-extracted changed: no ${what}`);
        code = code.replace(from, () => to);
      }
      return { code, map: null };
    },
  };
}
