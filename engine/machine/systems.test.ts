import { expect, it } from 'vitest';
import { ALL_SYSTEMS } from './all-systems.ts';
import type { Command } from '../contract/command.ts';
import { parse } from '../language/index.ts';
import { createMachine } from './machine.ts';
import { FetchedSystems, needs } from './systems.ts';

const commandOf = (line: string): Command => parse(line).statements[0]!.command;

it.each([
  ['cma_alloc(4)', []],
  ['insmod cmemk.ko', []],
  ['cma_declare_contiguous(size=1M, name="a")', ['cma']],
  ['unlend 0x26400', ['cma']],
  ['board ssd202', []],
  ['board nowhere', []],
  ['board dm365', ['cmem']],
  ['expect ENOMEM board dm6446', ['expect', 'cmem']],
  ['workload cma ops=10', ['workload']],
  ['dma_pool_create("q", 64)', ['dma-pool']],
  ['dma_map_single(0x1000, 4, DMA_NONE)', ['dma']],
  ['dma_alloc_coherent(4K)', []],
  ['cat /proc/meminfo', ['shell']],
  ['echo x > /y', ['shell']],
  ['expect ENOENT cat /nowhere', ['expect', 'shell']],
  ['board ssd202 CONFIG_DMA_API_DEBUG=y', ['dma']],
  ['board dm365 CONFIG_DMA_API_DEBUG=y', ['dma', 'cmem']],
])('%s needs %j', (line, names) => expect(needs(commandOf(line))).toEqual(names));

it('fetches a system once, and answers as if all had been there', async () => {
  const systems = new FetchedSystems();
  const machine = createMachine(systems);
  expect(() => machine.exec(commandOf('board dm365'))).toThrow('cmem was not fetched');
  const twin = createMachine(ALL_SYSTEMS);
  for (const line of [
    'board dm365',
    'insmod cmemk.ko',
    'board ssd202',
    'workload cma ops=20',
    'cat /proc/meminfo',
    'p = dma_pool_create("q", 64)',
    'dma_pool_alloc(p)',
  ]) {
    const command = commandOf(line);
    await systems.fetch(needs(command));
    expect(systems.fetch(needs(command))).toBeUndefined();
    expect(machine.exec(command)).toEqual(twin.exec(command));
  }
  await systems.fetch(['state']);
  expect(machine.state()).toEqual(twin.state());
});
