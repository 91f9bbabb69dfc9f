import { describe, expect, it } from 'vitest';
import { BOARDS } from '../../../board/boards.ts';
import type { Event } from '../../../contract/command.ts';
import { MAX_SEARCH_STEPS } from '../../../contract/limits.ts';
import { region, step } from '../../../test/cma-lines.ts';
import { CmaDebugfs } from '../debugfs.ts';
import {
  CANNOT_SPLIT,
  debugfsBitmap,
  debugfsDirectory,
  debugfsFiles,
  meminfoLines,
  sysfsFiles,
} from '../files.ts';
import { CmaNarrator } from './narrator.ts';
import { CmaRegion } from './region.ts';
import { CmaText, displayOf, type CmaDisplay } from './text.ts';

const DISPLAY: CmaDisplay = {
  wordBits: 32,
  debug: true,
  cmaPointer: 'c0435ef0',
  pagePointer: (pfn) => `page<${pfn}>`,
};

/** What is told of the last of the steps. */
function told(description: string, steps: readonly string[], display = DISPLAY) {
  const on = region(description);
  const heard = { log: [] as string[], trace: [] as string[], events: [] as Event[] };
  const narrator = new CmaNarrator(new CmaText(display), {
    printk: (text) => heard.log.push(text),
    late: (channel, text) => (channel === 'printk' ? heard.log : heard.trace).push(String(text)),
    event: (event) => heard.events.push(event),
    recording: true,
  });
  steps.forEach((line, at) => {
    step(on, line, at === steps.length - 1 ? narrator : undefined);
    on.check();
  });
  return heard;
}

describe('text the golden traces do not show', () => {
  it('without CONFIG_CMA_DEBUG only the error is printed, and up to 5.x no list of holes', () => {
    const quiet = { ...DISPLAY, debug: false };
    expect(told('8p 4.9', ['alloc 8', 'alloc 1'], quiet).log).toEqual([]);
    expect(told('8p 4.14', ['alloc 8', 'alloc 1'], quiet).log).toEqual([
      'cma: cma_alloc: alloc failed, req-size: 1 pages, ret: -12',
    ]);
    expect(told('8p 6.14', ['alloc 6', 'alloc 3'], quiet).log).toEqual([
      'cma: __cma_alloc: reserved: alloc failed, req-size: 3 pages, ret: -12',
      'cma: number of available pages: 2@6=> 2 free of 8 total pages',
    ]);
  });
  it('64-bit pointers and frame numbers are twice as wide', () => {
    const wide = { ...DISPLAY, wordBits: 64 } as const;
    expect(told('8p 6.14', ['alloc 8', 'alloc 1'], wide).trace[1]).toBe(
      'cma_alloc_finish: name=reserved pfn=0xffffffffffffffff page=0000000000000000 count=1 align=0 errorno=-12',
    );
  });
  it('6.17 says nothing of a release of more pages than the region has', () => {
    expect(told('8p 6.17', ['release 0 9']).log).toEqual([
      'cma: cma_release(page page<32768>, count 9)',
    ]);
    expect(told('8p 6.17', ['release 4 8']).log).toHaveLength(2);
  });
  it('a board prints its own pointers', () => {
    const ssd202 = BOARDS.find(({ id }) => id === 'ssd202')!;
    const display = displayOf(ssd202);
    expect(display.pagePointer(0x2644d)).toBe('c63bd9a0');
    expect(display.cmaPointer).toBe('c0435ef0');
    expect(displayOf({ ...ssd202, kernel: '6.17' }).pagePointer(0x2644d)).toBe('<hashed>');
  });
});

describe('events', () => {
  it('tell the scan, the attempts, what was busy and what moved', () => {
    const { events } = told('16p', ['alloc 3', 'release 1 1', 'lend 4 1', 'pin 5 1', 'alloc 2']);
    const at = (offset: number) => 0x8000 + offset;
    expect(events).toEqual([
      { is: 'scan', region: 0, pfn: at(1), count: 2, reason: 'taken', at: at(2), free: at(1) },
      { is: 'attempt', region: 0, pfn: at(3), count: 2, free: at(3) },
      { is: 'migrated', region: 0, pfn: at(4), count: 1 },
    ]);
    expect(told('8p', ['pin 0 1', 'alloc 8']).events).toEqual([
      { is: 'attempt', region: 0, pfn: at(0), count: 8, free: at(0) },
      { is: 'busy', region: 0, pfn: at(0), count: 8, at: at(0) },
      { is: 'scan', region: 0, pfn: at(1), count: 8, reason: 'end', at: at(8), free: at(1) },
    ]);
    expect(told('8p', ['alloc 4 fatal 2 EINTR']).events).toEqual([
      { is: 'attempt', region: 0, pfn: at(0), count: 4, free: at(0) },
      { is: 'fatal', region: 0, pfn: at(0), at: at(2), errno: 'EINTR' },
    ]);
    expect(told('8p', ['alloc 4', 'release 1 2']).events).toEqual([
      { is: 'released', region: 0, pfn: at(1), count: 2 },
    ]);
  });
  it('of a scan are as many as a view can show, and a search is not walked further', () => {
    const on = region('4096p');
    on.alloc({ count: 4096, align: 0 });
    for (let at = 0; at < 4096; at += 2) step(on, `release ${at} 1`);
    const scans: Event[] = [];
    const narrator = new CmaNarrator(new CmaText(DISPLAY), {
      printk: () => undefined,
      late: () => undefined,
      event: (event) => scans.push(event),
      recording: true,
    });
    on.alloc({ count: 2, align: 0 }, narrator);
    const first = on.ranges[0]!.basePfn;
    expect(scans).toHaveLength(MAX_SEARCH_STEPS + 1);
    expect(scans.at(-2)).toMatchObject({ is: 'scan' });
    // Every other page is free: a window begins at each, and the search went on after the last told.
    const after = first + 2 * MAX_SEARCH_STEPS;
    expect(scans.at(-1)).toEqual({ is: 'passed', region: 0, pfn: after, to: undefined });
    scans.length = 0;
    step(on, 'release 3001 1');
    on.alloc({ count: 2, align: 0 }, narrator);
    expect(scans.at(-2)).toMatchObject({ is: 'passed', pfn: after, to: first + 3000 });
    expect(scans.at(-1)).toMatchObject({ is: 'attempt', pfn: first + 3000 });
  });
  it('one step fewer is told to its end', () => {
    const on = region('4096p');
    on.alloc({ count: 4096, align: 0 });
    for (let at = 0; at < 2 * (MAX_SEARCH_STEPS - 1); at += 2) step(on, `release ${at} 1`);
    const events: Event[] = [];
    const narrator = new CmaNarrator(new CmaText(DISPLAY), {
      printk: () => undefined,
      late: () => undefined,
      event: (event) => events.push(event),
      recording: true,
    });
    on.alloc({ count: 2, align: 0 }, narrator);
    expect(events.map(({ is }) => is)).toEqual(Array(MAX_SEARCH_STEPS).fill('scan'));
    expect(events.at(-1)).toMatchObject({ reason: 'end' });
  });
  it('a candidate is the first boundary after the clear bit', () => {
    const { events } = told('32p', ['alloc 5', 'release 1 1', 'alloc 1 @3', 'alloc 8 @2']);
    const at = (offset: number) => 0x8000 + offset;
    expect(events).toEqual([
      {
        is: 'scan',
        region: 0,
        pfn: at(4),
        count: 8,
        reason: 'taken',
        at: at(4),
        free: at(1),
      },
      {
        is: 'scan',
        region: 0,
        pfn: at(8),
        count: 8,
        reason: 'taken',
        at: at(8),
        free: at(5),
      },
      { is: 'attempt', region: 0, pfn: at(12), count: 8, free: at(9) },
    ]);
  });
});

describe('debugfs', () => {
  it.each([
    [
      'a short word keeps the newline',
      debugfsBitmap(Uint32Array.of(4294967295, 7)),
      '4294967295 7\n',
    ],
    ['ten digits everywhere lose it', debugfsBitmap(Uint32Array.of(4294967295)), '4294967295'],
    ['nine digits keep it', debugfsBitmap(Uint32Array.of(999999999)), '999999999\n'],
    [
      '4.9',
      debugfsDirectory(
        new CmaRegion({ kernel: '4.9', index: 2, name: 'x', ranges: [{ basePfn: 0, pages: 1 }] }),
      ),
      'cma-2',
    ],
    [
      '4.14 cuts to 15',
      debugfsDirectory(
        new CmaRegion({
          kernel: '4.14',
          name: 'camera@12345678',
          ranges: [{ basePfn: 0, pages: 1 }],
        }),
      ),
      'cma-camera@1234',
    ],
    [
      '6.17',
      debugfsDirectory(
        new CmaRegion({
          kernel: '6.17',
          name: 'camera@12345678',
          ranges: [{ basePfn: 0, pages: 1 }],
        }),
      ),
      'camera@12345678',
    ],
    [
      'used wraps round',
      debugfsFiles(stepped('8p 6.17', 'release 0 3')).get('used')!(),
      '4294967293\n',
    ],
    [
      'on 64 bits too',
      debugfsFiles(stepped('8p 6.17', 'release 0 3'), 64).get('used')!(),
      '18446744073709551613\n',
    ],
    [
      'range files',
      debugfsFiles(region('4p+8p@0x9000 6.17')).get('ranges/1/base_pfn')!(),
      '36864\n',
    ],
    [
      'not before 6.15',
      [...debugfsFiles(region('4p')).keys()].join(),
      'base_pfn,count,order_per_bit,used,maxchunk,bitmap',
    ],
    ['sysfs of 4.9', [...sysfsFiles(region('4p')).keys()].join(), ''],
    [
      'sysfs of 6.14',
      [...sysfsFiles(region('4p 6.14')).keys()].join(),
      'alloc_pages_success,alloc_pages_fail,release_pages_success',
    ],
    ['sysfs of 6.17', sysfsFiles(stepped('8p 6.17', 'alloc 3')).get('available_pages')!(), '5\n'],
    [
      'meminfo',
      meminfoLines([stepped('512p', 'alloc 3', 'lend 9 2'), region('512p')]),
      'CmaTotal:           4096 kB\nCmaFree:            4076 kB\n',
    ],
  ])('%s', (_, got, want) => expect(got).toBe(want));

  it('alloc and free: newest first, split only where a bit is a page', () => {
    const fs = new CmaDebugfs(region('32p'));
    expect(fs.alloc(4)).toEqual({ pfn: 0x8000, count: 4 });
    expect(fs.alloc(8)).toEqual({ pfn: 0x8004, count: 8 });
    expect(fs.alloc(33)).toEqual({ errno: 'ENOMEM' });
    expect(fs.alloc(0)).toEqual({ errno: 'ENOMEM' });
    expect(fs.alloc(-1)).toEqual({ errno: 'ENOMEM' });
    expect(fs.free(3)).toEqual({ released: [{ pfn: 0x8004, count: 3 }], cannotSplit: false });
    expect(fs.blocks).toEqual([
      { pfn: 0x8007, count: 5 },
      { pfn: 0x8000, count: 4 },
    ]);
    expect(fs.free(6).released).toEqual([
      { pfn: 0x8007, count: 5 },
      { pfn: 0x8000, count: 1 },
    ]);
    expect(fs.free(-1).released).toEqual([{ pfn: 0x8001, count: 3 }]);
    expect(fs.free(5).released).toEqual([]);
    expect(fs.region.used).toBe(0);
  });
  it('a block of several pages a bit is not split', () => {
    const fs = new CmaDebugfs(region('32p o2'));
    fs.alloc(8);
    expect(fs.free(3)).toEqual({ released: [], cannotSplit: true });
    expect(CANNOT_SPLIT).toContain('order_per_bit');
    expect(fs.free(8).released).toHaveLength(1);
  });
});

function stepped(description: string, ...steps: string[]): CmaRegion {
  const on = region(description);
  for (const line of steps) step(on, line);
  return on;
}
