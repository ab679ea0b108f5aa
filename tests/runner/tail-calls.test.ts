import { expect, test } from 'vitest';
import { prepare } from '../../src/runner/source/prepare.ts';
import { applyEdits } from '../../src/runner/source/source-edit.ts';
import { marksOf } from '../../src/runner/source/tail-marks.ts';

const marked = (source: string): string =>
  applyEdits(source, marksOf(prepare(source, 'a.js').tails)).replaceAll('/*$$c*/', '');

test.each([
  ['const a = () => b();', 'const a = () => [b()][0];'],
  ['const a = () => (b?.c(), d`e`);', 'const a = () => (b?.c(), [d`e`][0]);'],
  ['const a = () => { return b(); };', 'const a = () => { return [b()][0]; };'],
  ['const a = () => { b(); };', 'const a = () => { b(); };'],
  ['const a = (x) => x ? b() : x && c();', 'const a = (x) => x ? [b()][0] : x && [c()][0];'],
  ['const a = () => () => b(c());', 'const a = () => () => [b(c())][0];'],
  ['const a = async () => b();', 'const a = async () => [b()][0];'],
  ['function* a() { return b(); }', 'function* a() { return [b()][0]; }'],
  ['class A { a() { return super.a?.(); } }', 'class A { a() { return [super.a?.()][0]; } }'],
  ['class B extends A { constructor() { const a = () => super(); a(); } }', undefined],
  ["const a = () => import('b');", undefined],
  ['const a = () => new B();', undefined],
  ['const a = async () => await b();', undefined],
])('%s', (source, its = source) => {
  expect(marked(source)).toBe(its);
});
