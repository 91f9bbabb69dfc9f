import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { findScenarios, narrationOf } from './find.ts';
import { GROUP_IDS } from './groups.ts';
import { SCENARIOS } from './index.ts';

const textOf = (id: string): string =>
  readFileSync(new URL(`${id}.carveout`, import.meta.url), 'utf8');
const TEXTS = Object.fromEntries(SCENARIOS.map(({ id }) => [id, textOf(id)]));
const idsOf = (query: string, texts = {}): readonly string[] =>
  findScenarios(SCENARIOS, query, texts).flatMap(({ scenarios }) => scenarios.map(({ id }) => id));

test('without words every scenario is there, in one group, and no group is empty', () => {
  const ids = idsOf('');
  expect(ids).toHaveLength(SCENARIOS.length);
  expect(new Set(ids)).toEqual(new Set(SCENARIOS.map(({ id }) => id)));
  expect(findScenarios(SCENARIOS, ' ').map(({ id }) => id)).toEqual(GROUP_IDS);
  expect([GROUP_IDS[0], GROUP_IDS.at(-1)]).toEqual(['fragmentation', 'curiosities']);
});

describe.each(SCENARIOS)('$id', (entry) => {
  const { id, title } = entry;
  it('is found by every word of its titles, and by all of them', () => {
    const words = [...title.en.split(/\s+/), ...title.zh.split(/\s+/), title.en, title.zh];
    for (const word of words) expect(idsOf(word), word).toContain(id);
  });
  it('is found by what it narrates', () => {
    const narrated = TEXTS[id]!.split('\n').filter(
      (line) => /^# /.test(line) && !/^# (title|about)/.test(line),
    );
    for (const line of narrated) expect(idsOf(line.slice(2), TEXTS), line).toContain(id);
  });
});

it.each([
  ['碎片', 'cma-fragmented'],
  ['fragmentation', 'cma-fragmented'],
  ['碎片', 'cma-workload'],
  ['i.mx', 'imx6-gstreamer'],
  ['i.MX6 对齐', 'imx6-gstreamer-align4'],
  ['kernel', 'cma-errno-6.17'],
  ['内核', 'cma-errno-4.9'],
  ['重复释放', 'dma-pool-freed-twice'],
  ['DOUBLE free', 'dma-pool-freed-twice'],
  ['use after free', 'cmem-write-after-free'],
])('%s finds %s', (query, id) => {
  expect(idsOf(query)).toContain(id);
});
it('wants every word', () => {
  expect(idsOf('fragmentation nosuchword')).toEqual([]);
});
it('looks at comments, not at commands', () => {
  expect(
    narrationOf('# title.zh: 空洞\n# Said.\n  # not at the beginning\na = cma_alloc(1)\n'),
  ).toBe('空洞\nSaid.');
});
