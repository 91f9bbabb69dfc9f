/** TI's CMEM: its module, the processes that use it, and the functions of its library. */
import type { Command } from '../../../contract/command.ts';
import { flag, letter, number, path, pointer, process } from '../../../words/kinds.ts';
import { MAX_NUMBER } from '../../../contract/limits.ts';
import { quoteWord } from '../../../words/quoting.ts';
import {
  define,
  defined,
  optional,
  required,
  withDefault,
  type CallSpec,
  type Raw,
} from '../../../words/spec.ts';

/** Parameters of cmemk, block 0 first; blocks 2 and 3 exist from 4.x on. */
const INSMOD_PARAMS = [
  'phys_start',
  'phys_end',
  'pools',
  'phys_start_1',
  'phys_end_1',
  'pools_1',
  'allowOverlap',
  'useHeapIfPoolUnavailable',
] as const;

/** A word as the shell passes it on. */
const wordText = (word: Raw): string => (word.key ? `${word.key.text}=${word.text}` : word.text);
/** `KEY=` stays bare, what follows is quoted if it must be. */
function quoteArgument(text: string): string {
  const key = /^[A-Za-z_][A-Za-z0-9_.-]*=/.exec(text)?.[0];
  if (key === undefined) return quoteWord(text);
  const value = text.slice(key.length);
  return value === '' ? key : key + quoteWord(value);
}

type LoadCommand = Extract<Command, { kind: 'insmod' | 'modprobe' }>;
const LOAD_PARAMS = { module: required(path) };
/** `insmod` and `modprobe`: arguments go to the module as they stand. */
const load = (kind: LoadCommand['kind']): CallSpec =>
  define<LoadCommand['kind'], typeof LOAD_PARAMS>({
    name: kind,
    forms: ['shell'],
    rest: 'words',
    keys: INSMOD_PARAMS,
    params: LOAD_PARAMS,
    build: ({ module }, { rest }) => ({ value: { kind, module, args: rest.map(wordText) } }),
    unbuild: ({ module, args }) => ({ args: { module }, rest: args.map(quoteArgument) }),
  });

/** `rmmod cmemk`. */
const rmmod = define({
  name: 'rmmod',
  forms: ['shell'],
  params: { module: withDefault(path, 'cmemk') },
  build: ({ module }) => ({ value: { kind: 'rmmod', module } }),
  unbuild: ({ module }) => ({ args: { module } }),
});

/** `proc [-n] pN`; -n: a new process does not call CMEM_init(). */
const proc = define({
  name: 'proc',
  forms: ['shell'],
  params: { n: optional(letter, { place: 'switch' }), process: required(process) },
  build: ({ n, process: id }) => ({
    value: n ? { kind: 'proc', process: id, init: false } : { kind: 'proc', process: id },
  }),
  unbuild: ({ process: id, init }) => ({
    args: { n: init === false ? true : undefined, process: id },
  }),
});

type LifeCommand = Extract<Command, { kind: 'fork' | 'kill' }>;
const LIFE_PARAMS = { process: required(process) };
/** `fork pN` and `kill pN`. */
const life = (kind: LifeCommand['kind']): CallSpec =>
  define<LifeCommand['kind'], typeof LIFE_PARAMS>({
    name: kind,
    forms: ['shell'],
    params: LIFE_PARAMS,
    build: ({ process: id }) => ({ value: { kind, process: id } }),
    unbuild: ({ process: id }) => ({ args: { process: id } }),
  });

/** C's integers take any sign and size; the driver decides what comes of them. */
const ANY = { least: -MAX_NUMBER };
const BLOCK = { blockid: required(number('count', ANY)) };
const SIZE = { size: required(number('bytes', ANY)) };
const POOL = { poolid: required(number('count', ANY)) };
const PTR = { ptr: required(pointer) };
const PHYS = { phys: required(pointer) };
const OFFSET = { offset: optional(number('bytes', ANY), { place: 'key' }) };
/** CMEM_AllocParams, as constants of cmem.h. */
const ALLOC = {
  type: optional(flag({ CMEM_POOL: 'pool', CMEM_HEAP: 'heap' } as const), { place: 'flag' }),
  flags: optional(flag({ CMEM_NONCACHED: false, CMEM_CACHED: true }), { place: 'flag' }),
  alignment: optional(number('bytes', ANY), { place: 'key' }),
};

/** Arguments as they stand in the command; only `flags` has another name there. */
const PARAMS = { ...BLOCK, ...SIZE, ...POOL, ...PTR, ...PHYS, ...OFFSET, ...ALLOC };
type Name = keyof typeof PARAMS;
type CmemKind = Extract<Command['kind'], `CMEM_${string}`>;

/** A function of the library: its parameters in the order of cmem.h. */
function call(name: CmemKind, names: readonly Name[], named = false): CallSpec {
  const params = Object.fromEntries(names.map((param) => [param, PARAMS[param]]));
  return define({
    name,
    forms: ['call'],
    named,
    params,
    build: ({ flags: cached, ...args }, { into }) => ({
      value: defined({ kind: name, into: named ? into : undefined, cached, ...args }) as Command,
    }),
    unbuild: (command) => {
      const { kind: _kind, into, cached: flags, ...args } = command as Record<string, unknown>;
      return { args: { ...args, flags } as never, into: into as string | undefined };
    },
  });
}
const PARAMS_OF_ALLOC = ['type', 'flags', 'alignment'] as const;

export const cmemCalls: readonly CallSpec[] = [
  load('insmod'),
  load('modprobe'),
  rmmod,
  proc,
  life('fork'),
  life('kill'),
  call('CMEM_init', []),
  call('CMEM_exit', []),
  call('CMEM_getPool', ['size']),
  call('CMEM_getPool2', ['blockid', 'size']),
  call('CMEM_allocPool', ['poolid', ...PARAMS_OF_ALLOC], true),
  call('CMEM_allocPool2', ['blockid', 'poolid', ...PARAMS_OF_ALLOC], true),
  call('CMEM_alloc', ['size', ...PARAMS_OF_ALLOC], true),
  call('CMEM_alloc2', ['blockid', 'size', ...PARAMS_OF_ALLOC], true),
  call('CMEM_free', ['ptr', ...PARAMS_OF_ALLOC, 'offset']),
  call('CMEM_registerAlloc', ['phys', 'offset'], true),
  call('CMEM_unregister', ['ptr', ...PARAMS_OF_ALLOC, 'offset']),
  call('CMEM_getPhys', ['ptr', 'offset']),
  call('CMEM_cacheWb', ['ptr', 'size']),
  call('CMEM_cacheInv', ['ptr', 'size']),
  call('CMEM_cacheWbInv', ['ptr', 'size']),
  call('CMEM_getVersion', []),
  call('CMEM_getBlock', []),
  call('CMEM_getBlockAttrs', ['blockid']),
  call('CMEM_getNumBlocks', []),
  call('CMEM_allocPhys', ['size', ...PARAMS_OF_ALLOC], true),
  call('CMEM_allocPhys2', ['blockid', 'size', ...PARAMS_OF_ALLOC], true),
  call('CMEM_allocPoolPhys', ['poolid', ...PARAMS_OF_ALLOC], true),
  call('CMEM_allocPoolPhys2', ['blockid', 'poolid', ...PARAMS_OF_ALLOC], true),
  call('CMEM_freePhys', ['phys', 'offset']),
  call('CMEM_map', ['phys', 'size', 'offset'], true),
  call('CMEM_unmap', ['ptr', 'size', 'offset']),
  call('CMEM_cacheWbInvAll', []),
];
