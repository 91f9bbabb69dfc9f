import { describe, expect, it } from 'vitest';
import { parse } from '../../engine/language/index.ts';
import { pageLine, releaseLine } from './release-line.ts';

const block = { pfn: 0x26450, pages: 97 };

describe('release', () => {
  it.each([
    ['msys', 'test3', [], 'echo test3 > /sys/class/mstar/msys/release_dmem'],
    ['msys', 'test3', ['other'], 'echo test3 > /sys/class/mstar/msys/release_dmem'],
    ['msys', 'AESDMA_ENG', ['AESDMA_ENG1'], 'msys_release_dmem("", 0x26450000)'],
    ['msys', 'a b', [], 'msys_release_dmem("", 0x26450000)'],
    ['msys', '-n', [], 'msys_release_dmem("", 0x26450000)'],
    ['msys', '', [], 'msys_release_dmem("", 0x26450000)'],
    ['dma_coherent', 'buf', [], 'dma_free_coherent(buf)'],
    ['dma_coherent', 'buf', ['buf'], 'dma_free_coherent(0x26450)'],
    ['dma_coherent', '', [], 'dma_free_coherent(0x26450)'],
    ['cma', 'a', ['b'], 'cma_release(a)'],
    ['cma', 'a', ['a'], 'cma_release(0x26450, 97)'],
    ['cma', '', [], 'cma_release(0x26450, 97)'],
    ['workload', 'jpeg3', [], 'cma_release(0x26450, 97)'],
    ['debugfs', '', [], 'cma_release(0x26450, 97)'],
    ['none', '', [], 'cma_release(0x26450, 97)'],
  ] as const)('%s %s beside %j', (kind, name, others, line) => {
    expect(releaseLine({ ...block, kind, name }, others)).toBe(line);
  });

  it('is always a line the language reads, whatever the name', () => {
    const names = ['a', 'a b', '"', "'", '$(x)', '<b>', '', '-e', '>', '#', ';', '\\', '\u00e9'];
    for (const kind of ['msys', 'dma_coherent', 'cma', 'workload'] as const) {
      for (const name of names) {
        const parsed = parse(releaseLine({ ...block, kind, name }, []));
        expect(parsed.errors, `${kind} ${name}`).toEqual([]);
        expect(parsed.statements).toHaveLength(1);
      }
    }
  });
});

it.each(['pin', 'unpin', 'lend', 'unlend'] as const)('%s names the page frame', (verb) => {
  const { statements, errors } = parse(pageLine(verb, 0x265e1));
  expect(errors).toEqual([]);
  expect(statements[0]!.command).toEqual({ kind: verb, target: { by: 'pfn', pfn: 0x265e1 } });
});
