import { expect, test } from 'vitest';
import { differences } from './install.mjs';

const lock = (packages: Record<string, { version: string; optional?: boolean }>) => ({
  packages: { '': {}, ...packages },
});

test.each([
  ['nothing installed', lock({ 'node_modules/a': { version: '1.0.0' } }), undefined, ['a']],
  [
    'all there',
    lock({ 'node_modules/a': { version: '1.0.0' } }),
    lock({ 'node_modules/a': { version: '1.0.0' } }),
    [],
  ],
  [
    'another version',
    lock({ 'node_modules/a': { version: '1.0.1' } }),
    lock({ 'node_modules/a': { version: '1.0.0' } }),
    ['a'],
  ],
  [
    'one missing, nested',
    lock({ 'node_modules/a/node_modules/@b/c': { version: '1.0.0' } }),
    lock({}),
    ['@b/c'],
  ],
  [
    "another platform's binary",
    lock({ 'node_modules/a-win32': { version: '1.0.0', optional: true } }),
    lock({}),
    [],
  ],
])('differences: %s', (_, wanted, installed, names) => {
  expect(differences(wanted, installed)).toEqual(names);
});
