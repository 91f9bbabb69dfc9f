/**
 * Sessions as people record them, line by line: who asks for what is drawn with a seed, so that a
 * session of any length can be had. Results are named op1, op2 … after the operation, as the page does.
 */
import { createRng, type Rng } from '../memory/rng.ts';

type Draw = <T>(from: readonly T[]) => T;

interface Session {
  readonly first: readonly string[];
  /** One more line; `live` are names or buffers that were taken and not given back. */
  readonly line: (pick: Draw, rng: Rng, live: string[], op: number) => string;
}

const taken = (live: string[], op: number): string => {
  live.push(`op${op}`);
  return `op${op}`;
};
const given = (live: string[], rng: Rng): string =>
  live.splice(rng.below(Math.max(1, live.length)), 1)[0] ?? 'nobody';

const DMEM = '/sys/class/mstar/msys';
/** What drivers of a camera ask msys for: always the same buffers of the same sizes. */
const BUFFERS: readonly (readonly [name: string, bytes: number])[] = [
  ['BDMA', 0x840],
  ['emac0_buff', 0x812],
  ['emac1_buff', 0x60812],
  ['AESDMA_ENG', 0x1000],
  ['AESDMA_ENG1', 0x1000],
  ['test3', 1_024_000],
  ['new1k', 1024],
  ['venc0', 614_400],
  ['venc1', 307_200],
  ['vif_buf', 1_382_400],
  ['isp3dnr', 460_800],
  ['jpe_out', 131_072],
  ['scl_menuload', 38_400],
  ['h264_bs0', 262_144],
  ['h264_bs1', 262_144],
  ['ai_dev0', 16_384],
  ['ao_dev0', 16_384],
  ['rgn_buf', 65_536],
];
const VIDEO = ['512', '4K', '8K', '50K', '64K', '100K', '1000000', '4000K', '345600', '460800'];
const PAGES = [1, 1, 1, 2, 4, 8, 16, 64, 97, 250, 385, 760];

const SESSIONS = {
  cma: {
    first: ['board generic mem=512M cma=256M'],
    line(pick, rng, live, op) {
      if (live.length > 0 && rng.below(2) === 0) return `cma_release(${given(live, rng)})`;
      const count = pick(PAGES);
      const align = Math.min(8, Math.ceil(Math.log2(count)));
      return `${taken(live, op)} = cma_alloc(${count}${align === 0 ? '' : `, align=${align}`})`;
    },
  },
  msys: {
    first: ['board ssd202'],
    line(pick, rng, live) {
      const kind = rng.below(10);
      const [name, bytes] = pick(BUFFERS);
      if (kind < 5 && !live.includes(name)) {
        live.push(name);
        return kind < 3
          ? `echo ${name} ${bytes} > ${DMEM}/dmem_alloc`
          : `msys_request_dmem("${name}", 0x${bytes.toString(16)})`;
      }
      if (kind < 8 && live.length > 0) return `echo ${given(live, rng)} > ${DMEM}/release_dmem`;
      return pick([`cat ${DMEM}/dmem`, `cat ${DMEM}/dmem`, 'cat /proc/meminfo', 'dmesg']);
    },
  },
  cmem: {
    first: [
      'board dm365',
      'insmod cmemk.ko phys_start=0x83C00000 phys_end=0x88000000 pools=50x512,2x4096,2x8192,2x16384,1x32768,1x51200,1x102400,1x4096000',
    ],
    line(pick, rng, live, op) {
      const kind = rng.below(10);
      if (kind < 4 || live.length === 0) {
        const how = pick(['', '', ', CMEM_CACHED', ', CMEM_HEAP', ', CMEM_HEAP, CMEM_CACHED']);
        return `${taken(live, op)} = CMEM_alloc(${pick(VIDEO)}${how})`;
      }
      if (kind < 8) return `CMEM_free(${given(live, rng)})`;
      if (kind < 9) return `CMEM_cache${pick(['Wb', 'Inv'])}(${pick(live)}, ${pick(VIDEO)})`;
      return pick(['cat /proc/cmem', 'proc p2', 'proc p1', `CMEM_getPhys(${pick(live)})`]);
    },
  },
  mixed: {
    first: ['board generic mem=512M cma=256M CONFIG_CMA_ALIGNMENT=4'],
    line(pick, rng, live, op) {
      const kind = rng.below(20);
      if (kind < 8 || live.length === 0) {
        const count = pick([...PAGES, rng.below(4096) + 1]);
        return kind < 5
          ? `${taken(live, op)} = cma_alloc(${count}, align=4)`
          : `${taken(live, op)} = dma_alloc_coherent(${count * 4}K)`;
      }
      if (kind < 15) {
        const how = rng.below(3) > 0 ? 'cma_release' : 'dma_free_coherent';
        return `${how}(${given(live, rng)})`;
      }
      if (kind < 18)
        return pick(['cat /proc/meminfo', 'cat /sys/kernel/debug/cma/reserved/bitmap', 'dmesg']);
      if (kind < 19) return `pin 0x${(0x100000 + rng.below(65_536)).toString(16)} 16`;
      const ops = pick([100, 1_000, 10_000]);
      return `workload cma ops=${ops} seed=${rng.below(100)} mix=${pick(['dma', 'video'])}`;
    },
  },
} as const satisfies Record<string, Session>;

export type SessionName = keyof typeof SESSIONS;
export const SESSION_NAMES = Object.keys(SESSIONS) as SessionName[];

/** `lines` lines, the board's included. */
export function session(name: SessionName, lines: number, seed: number): string {
  const rng = createRng(seed);
  const pick: Draw = (from) => from[rng.below(from.length)]!;
  const { first, line }: Session = SESSIONS[name];
  const out = [...first];
  const live: string[] = [];
  while (out.length < lines) out.push(line(pick, rng, live, out.length - first.length + 1));
  return out.join('\n');
}
