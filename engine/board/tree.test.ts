import { describe, expect, it } from 'vitest';
import { asInt, asU32, parseSimpleAttr } from './simple-attr.ts';
import { normalize, Tree } from './tree.ts';

const tree = (): Tree<never> => {
  const made = new Tree<never>();
  made.addFile('/sys/a/one', { mode: 0o444, show: () => '1' });
  made.addFile('/sys/a/two', { mode: 0o200 });
  made.addLink('/sys/link', 'a/one');
  made.addFolder('/sys/empty');
  return made;
};

describe('the file tree', () => {
  it.each([
    ['/sys/a/one', 'file'],
    ['/sys//a/./one', 'file'],
    ['/sys/b/../a/one', 'file'],
    ['sys/a/one', 'file'],
    ['/sys/link', 'file'],
    ['/sys/a', 'EISDIR'],
    ['/', 'EISDIR'],
    ['/sys/a/one/more', 'ENOTDIR'],
    ['/sys/b', 'ENOENT'],
    ['', 'EISDIR'],
  ])('%j is a %s', (path, what) => {
    const found = tree().file(path);
    expect(typeof found === 'string' ? found : 'file').toBe(what);
  });
  it.each([
    ['/', ['sys']],
    ['/sys', ['a', 'empty', 'link']],
    ['/sys/empty', []],
    ['/sys/a/one', ['/sys/a/one']],
    ['/none', 'ENOENT'],
  ])('%s lists as %j', (path, names) => {
    expect(tree().list(path)).toEqual(names);
  });
  it('shows type, permissions and where a link leads', () => {
    expect(tree().describe('/sys/a')).toEqual({ mode: 'drwxr-xr-x' });
    expect(tree().describe('/sys/a/one')).toEqual({ mode: '-r--r--r--' });
    expect(tree().describe('/sys/a/two')).toEqual({ mode: '--w-------' });
    expect(tree().describe('/sys/link')).toEqual({ mode: 'lrwxrwxrwx', link: 'a/one' });
  });
  it('never climbs above the root', () => {
    expect(normalize('../../etc/../sys/')).toBe('/sys');
  });
});

describe('a number written to a simple attribute', () => {
  const U64 = 2n ** 64n;
  it.each([
    ['64\n', 64n, 64n],
    ['0x40', 64n, 64n],
    ['0X4f\n', 79n, 79n],
    ['010\n', 8n, 8n],
    ['09\n', 0n, 'EINVAL'],
    ['0x\n', 0n, 'EINVAL'],
    ['-1\n', U64 - 1n, 'EINVAL'],
    ['-0x10', U64 - 16n, 'EINVAL'],
    ['+7\n', 0n, 7n],
    ['64 x\n', 64n, 'EINVAL'],
    ['64\n\n', 64n, 'EINVAL'],
    ['64\0x', 64n, 64n],
    ['abc\n', 0n, 'EINVAL'],
    ['\n', 0n, 'EINVAL'],
    ['9007199254740993\n', 9007199254740993n, 9007199254740993n],
    ['18446744073709551615\n', U64 - 1n, U64 - 1n],
    ['18446744073709551617\n', 1n, 'ERANGE'],
    ['18446744073709551621 x', 5n, 'ERANGE'],
    // No more than 23 bytes are looked at.
    ['000000000000000000000017\n', 1n, 1n],
    ['99999999999999999999999\n', (10n ** 23n - 1n) % U64, 'ERANGE'],
    ['99999999999999999999999999\n', (10n ** 23n - 1n) % U64, 'ERANGE'],
  ] as const)('%j is %s on 4.9 and %s on 6.17', (input, old, strict) => {
    expect(parseSimpleAttr(input, '4.9')).toBe(old);
    expect(parseSimpleAttr(input, '6.17')).toBe(strict);
  });
  it.each([
    [1n, 1, 1],
    [2n ** 31n - 1n, 2 ** 31 - 1, 2 ** 31 - 1],
    [2n ** 31n, -(2 ** 31), 2 ** 31],
    [2n ** 32n + 1n, 1, 1],
    [U64 - 1n, -1, 2 ** 32 - 1],
    [U64 - 9007199254740991n, 1, 1],
  ])('%s is %s as an int, %s as a u32', (value, int, u32) => {
    expect([asInt(value), asU32(value)]).toEqual([int, u32]);
  });
});
