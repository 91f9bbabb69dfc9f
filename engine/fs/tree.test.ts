import { describe, expect, it } from 'vitest';
import { parseSimpleAttr } from './simple-attr.ts';
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
  it.each([
    ['64\n', 64, 64],
    ['0x40', 64, 64],
    ['010\n', 8, 8],
    ['-1\n', -1, -1],
    ['64 x\n', 64, undefined],
    ['abc\n', 0, undefined],
    ['\n', 0, undefined],
    ['99999999999999999999999\n', 0, undefined],
  ])('%j is %s on 4.9 and %s on 6.17', (input, old, strict) => {
    expect(parseSimpleAttr(input, '4.9')).toBe(old);
    expect(parseSimpleAttr(input, '6.17')).toBe(strict);
  });
});
