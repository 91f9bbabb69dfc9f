/** CMEM in the list of systems: only boards that have cmemk.ko fetch it. */
import type { SystemEntry } from '../contract.ts';
import { noCmem } from './none.ts';

/** A state of a board without it shows `cmem: undefined`, code or no code. */
export const cmem: SystemEntry<'cmem'> = {
  id: 'cmem',
  live: undefined,
  load: () => import('./system.ts'),
  later:
    /^(?:CMEM_.*|insmod|modprobe|rmmod|proc|fork|kill|open|close|ioctl|mmap|munmap|peek|poke|devmem)$/,
  onBoard: ({ cmem: profile }) => profile !== undefined,
  absent: noCmem,
  unused: { cmem: undefined },
};
