/** The engine's figures: `npm run -s bench -- engine`. */
import { stdout } from 'node:process';
import { benchCma, CMA_BENCH_HEAD, formatCmaRow } from './cma.ts';
import { benchCmem, CMEM_BENCH_HEAD, formatCmemRow } from './cmem.ts';
import { benchPools, formatPoolRow, POOL_BENCH_HEAD } from './dma-pool.ts';
import { benchMachine, formatMachineRow } from './machine.ts';
import { benchSeek, formatSeekRow, SEEK_BENCH_HEAD } from './seek.ts';

const line = (text: string): void => void stdout.write(`${text}\n`);

line('First fit and release of 1–8 page objects (median ns; ×512 = ratio to the 512-page row)');
line(CMA_BENCH_HEAD);
benchCma((row) => line(formatCmaRow(row)));
line('');
line('CMEM heap: ALLOCHEAP and FREE by free chunks (best ns; ×9 = ratio to the row of 9 chunks)');
line(CMEM_BENCH_HEAD);
benchCmem((row) => line(formatCmemRow(row)));
line('');
line('DMA pool: one call of a free and an alloc in a full pool (best ns; ×10 = ratio to 10 pages)');
line(POOL_BENCH_HEAD);
benchPools((row) => line(formatPoolRow(row)));
line('');
line('Whole operations of a machine');
for (const row of benchMachine()) line(formatMachineRow(row));
line('');
line('Seeks in a long journal (ms; a frame is 16.7)');
line(SEEK_BENCH_HEAD);
benchSeek((row) => line(formatSeekRow(row)));
