import { expect, test } from 'vitest';
import { listParts } from './parts.mjs';

const chunk = (
  imports: string[] = [],
  dynamic: string[] = [],
  css: string[] = [],
  entry = false,
): Parameters<typeof listParts>[0][number] extends Map<string, infer C> ? C : never => ({
  imports,
  dynamic,
  css,
  entry,
});

test('a part is what it imports, their style sheets, and nothing that is there from the start', () => {
  const page = new Map([
    ['a/page.js', chunk(['a/base.js'], ['a/x.js', 'a/y.js'], ['a/page.css'], true)],
    ['a/base.js', chunk()],
    ['a/x.js', chunk(['a/base.js', 'a/shared.js'], ['a/y.js'], ['a/x.css'])],
    ['a/y.js', chunk(['a/shared.js'])],
    // Chunks may import each other in a circle.
    ['a/shared.js', chunk(['a/x.js'], [], ['a/shared.css'])],
  ]);
  const worker = new Map([
    ['a/worker.js', chunk(['a/machine.js'], [], [], true)],
    ['a/machine.js', chunk([], ['a/system.js'])],
    ['a/system.js', chunk(['a/machine.js'])],
  ]);
  const { files, parts } = listParts([page, worker]);
  const named = Object.entries(parts).map(([part, all]) => [
    part,
    all.map((at) => files[at]).sort(),
  ]);
  const shared = ['shared.css', 'shared.js', 'x.css', 'x.js'];
  expect(Object.fromEntries(named)).toEqual({
    'x.js': shared,
    'y.js': [...shared, 'y.js'],
    'system.js': ['system.js'],
  });
});
