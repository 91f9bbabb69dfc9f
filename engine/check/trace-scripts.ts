/**
 * What a golden trace asks for, as lines of the language: the same calls on a board that has the system,
 * so that a checked run can go through them. Answers stay the replayer's business: a board places its
 * memory elsewhere than a trace's harness did.
 */
type Json = Readonly<Record<string, unknown>>;

type Word = 'align' | 'blk' | 'boundary' | 'count' | 'dma' | 'flags' | 'h' | 'i' | 'id' | 'len';
type More = 'name' | 'pfn' | 'phys' | 'pool' | 'result' | 'size' | 'type';
/** An operation as its trace has it: what one does not have is not asked for. */
type Op = Readonly<Record<Word | More, number | string>> & {
  readonly op: string;
  readonly p?: number;
};

/** Names that calls gave, by what a trace later calls their result. */
class Given {
  readonly #names = new Map<string, string>();
  #count = 0;

  /** A name for what the next call gives. */
  give(...keys: readonly unknown[]): string {
    const name = `r${(this.#count += 1)}`;
    for (const key of keys) this.#names.set(String(key), name);
    return name;
  }
  of(...keys: readonly unknown[]): string | undefined {
    for (const key of keys) {
      const name = this.#names.get(String(key));
      if (name !== undefined) return name;
    }
    return undefined;
  }
}

/** One line of a script, several, or none where the language has no call for it. */
type Line = (op: Op, given: Given) => string | readonly string[] | undefined;

/** A release finds the name of its allocation by the frame that the trace answered. */
const cma: Line = ({ op, count, align, result, pfn }, given) => {
  if (op === 'alloc') return `${given.give(result)} = cma_alloc(${count}, align=${align})`;
  const name = op === 'release' ? given.of(pfn) : undefined;
  return name && `cma_release(${name}, ${count})`;
};

/** A CPU address that a trace makes up is some address outside the pool here. */
const pool: Line = (fields, given) => {
  const { op, id, name, size, align, boundary } = fields;
  const from = `pool ${fields.pool}`;
  switch (op) {
    case 'create':
      return `${given.give(from)} = dma_pool_create("${name}", ${size}, ${align}, ${boundary})`;
    case 'alloc':
    case 'zalloc':
      return given.of(from) && `${given.give(`${from} ${id}`)} = dma_pool_${op}(${given.of(from)})`;
    case 'free': {
      const block = given.of(`${from} ${id}`);
      return block && `dma_pool_free(${given.of(from)}, ${block})`;
    }
    case 'freeraw':
      return given.of(from) && `dma_pool_free(${given.of(from)}, 0x1000, ${fields.dma})`;
    case 'destroy':
      return given.of(from) && `dma_pool_destroy(${given.of(from)})`;
    case 'show':
      return 'cat /sys/devices/platform/carveout.0/pools';
    default:
      return undefined;
  }
};

/** Writes CMEM_AllocParams as arguments of a call. */
const paramsOf = ({ type, flags, align }: Op): string =>
  [
    type === 'heap' ? 'CMEM_HEAP' : 'CMEM_POOL',
    flags === 'c' ? 'CMEM_CACHED' : 'CMEM_NONCACHED',
    ...(typeof align === 'number' ? [`alignment=${align}`] : []),
  ].join(', ');

/** A call of the library, or a request that goes past it. */
const cmemCall: Line = (fields, given) => {
  const { op, i, h, blk, size, align, phys } = fields;
  const at = (): string => given.of(`${i} ${h}`, h) ?? '0x1000';
  switch (op) {
    case 'open':
      return 'open()';
    case 'close':
      return 'close(3)';
    case 'init':
      return 'CMEM_init()';
    case 'exit':
    case 'libExit':
      return 'CMEM_exit()';
    case 'alloc':
      return `${given.give(i)} = CMEM_alloc2(${blk}, ${size}, ${paramsOf(fields)})`;
    case 'allocPool':
      return `${given.give(i)} = CMEM_allocPool2(${blk}, ${fields.pool}, ${paramsOf(fields)})`;
    case 'registerAlloc':
      return `${given.give(i)} = CMEM_registerAlloc(${phys})`;
    case 'free':
      return `CMEM_free(${at()}, ${paramsOf(fields)})`;
    case 'unregister':
      return `CMEM_unregister(${at()}, ${paramsOf(fields)})`;
    case 'getPhys':
      return `CMEM_getPhys(${at()})`;
    case 'getPool':
      return `CMEM_getPool2(${blk}, ${size})`;
    case 'getBlock':
      return `CMEM_getBlockAttrs(${blk})`;
    case 'ioHeap':
      return `ioctl(CMEM_IOCALLOCHEAP, blockid=${blk}, size=${size}, align=${align})`;
    case 'ioPool':
      return `ioctl(CMEM_IOCALLOC, blockid=${blk}, poolid=${fields.pool})`;
    case 'ioFreePhys':
      return `ioctl(CMEM_IOCFREEPHYS, address=${phys})`;
    case 'ioRegister':
      return `ioctl(CMEM_IOCREGUSER, address=${phys})`;
    case 'mmap':
      return `mmap(${phys}, ${fields.len})`;
    case 'proc':
      return 'cat /proc/cmem';
    default:
      return undefined;
  }
};

/** Processes of a trace have numbers; those of a board have names, and one is the present one. */
function cmem(): Line {
  const alive = new Set<number>();
  let present: number | undefined;
  return (fields, given) => {
    const { op, p } = fields;
    if (p === undefined) return cmemCall(fields, given);
    if (op === 'kill') {
      alive.delete(p);
      if (present === p) present = undefined;
      return `kill p${p + 1}`;
    }
    const line = cmemCall(fields, given);
    if (line === undefined) return undefined;
    const turn = present === p ? [] : [`proc ${alive.has(p) ? '' : '-n '}p${p + 1}`];
    alive.add(p);
    present = p;
    return [...turn, ...[line].flat()];
  };
}

/** Writes the line that loads the module with these parameters. */
const insmod = (params: Readonly<Record<string, string>>): string =>
  ['insmod cmemk.ko', ...Object.entries(params).map(([key, value]) => `${key}=${value}`)].join(' ');

/** The kernels whose mm/dmapool.c a board can have. */
const POOL_KERNELS: readonly (readonly [pattern: RegExp, option: string])[] = [
  [/^2\.6\.18/, '2.6.18'],
  [/^2\.6/, '2.6.32'],
  [/^4/, '4.x'],
  [/^5/, '5.9'],
  [/^6/, '6.4'],
];

/** The board that has the trace's system, and how its operations are said. */
function beginning(header: Json): { readonly lines: readonly string[]; readonly line: Line } {
  if (header['oracle'] === 'cmem') {
    const { driver, params } = header as { driver: string; params: Record<string, string> };
    const board = driver.includes('4_20') ? 'board dm365 cmem=4.20' : 'board dm365';
    return { lines: [board, insmod(params)], line: cmem() };
  }
  if (String(header['oracle']).includes('dmapool')) {
    const { kernelVersion, debug } = header as { kernelVersion: string; debug: boolean };
    const kernel = POOL_KERNELS.find(([pattern]) => pattern.test(kernelVersion))![1];
    const slub = debug ? ' CONFIG_SLUB_DEBUG_ON=y' : '';
    return { lines: [`board ssd202 dma_pool=${kernel}${slub}`], line: pool };
  }
  return { lines: ['board generic mem=1G cma=64M'], line: cma };
}

/** At most `most` lines of a script that asks for what the trace asks for. */
export function scriptOfTrace(text: string, most: number): string {
  const [head = '{}', ...rest] = text.split('\n');
  const { lines: first, line } = beginning(JSON.parse(head) as Json);
  const lines = [...first];
  const given = new Given();
  for (const op of rest) {
    if (lines.length >= most) break;
    if (op === '') continue;
    for (const one of [line(JSON.parse(op) as Op, given) ?? []].flat()) lines.push(one);
  }
  return lines.join('\n');
}
