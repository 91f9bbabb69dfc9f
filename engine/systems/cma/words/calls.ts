/** mm/cma.c, what lies below its bitmap (pinned and lent pages), and workloads on it. */
import { MIXES, type Command } from '../../../contract/command.ts';
import { MAX_WORKLOAD_OPS } from '../../../contract/limits.ts';
import {
  bool,
  errnoAtPage,
  number,
  oneOf,
  pages,
  target,
  text,
  type Aim,
} from '../../../words/kinds.ts';
import {
  define,
  defined,
  optional,
  required,
  withDefault,
  type Built,
} from '../../../words/spec.ts';

/** A range already says how many pages: a count beside it must not say something else. */
function counted<C>(
  aim: Aim,
  count: number | undefined,
  make: (count: number | undefined) => C,
): Built<C> {
  if (aim.count !== undefined && count !== undefined && aim.count !== count)
    return {
      problem: { id: 'language.countTwice', args: { range: aim.count, count } },
      param: 'count',
    };
  return { value: make(count ?? aim.count) };
}

/** `x = cma_alloc(COUNT, align=ORDER, region=NAME, busy=PAGES, fatal=ERRNO@PAGE)`. */
const cmaAlloc = define({
  name: 'cma_alloc',
  forms: ['call'],
  named: true,
  params: {
    count: required(number('pages')),
    align: withDefault(number('order'), 0, { place: 'key' }),
    region: optional(text({ bare: true }), { place: 'key', aliases: ['cma'] }),
    busy: optional(pages, { place: 'key' }),
    fatal: optional(errnoAtPage, { place: 'key' }),
  },
  build: ({ count, align, region, busy, fatal }, { into }) => ({
    value: defined({ kind: 'cma_alloc' as const, into, region, count, align, busy, fatal }),
  }),
  unbuild: ({ kind: _kind, into, ...args }) => ({ args, into }),
});

/** `cma_release(TARGET, COUNT)`. */
const cmaRelease = define({
  name: 'cma_release',
  forms: ['call'],
  params: { target: required(target), count: optional(number('pages')) },
  build: ({ target: aim, count }) =>
    counted(aim, count, (pageCount) =>
      defined({ kind: 'cma_release' as const, target: aim.target, count: pageCount }),
    ),
  unbuild: (command) => ({
    args: { target: { target: command.target, count: undefined }, count: command.count },
  }),
});

/** The parameters of the kernel's function, by name: their order is hard to remember. */
const declareContiguous = define({
  name: 'cma_declare_contiguous',
  forms: ['call'],
  params: {
    base: withDefault(number('phys'), 0, { place: 'key' }),
    size: required(number('bytes'), { place: 'key' }),
    limit: withDefault(number('phys'), 0, { place: 'key' }),
    alignment: withDefault(number('bytes'), 0, { place: 'key' }),
    order_per_bit: withDefault(number('order'), 0, { place: 'key' }),
    fixed: withDefault(bool, false, { place: 'key' }),
    name: required(text(), { place: 'key' }),
  },
  build: ({ order_per_bit: orderPerBit, ...rest }) => ({
    value: { kind: 'cma_declare_contiguous', orderPerBit, ...rest },
  }),
  unbuild: ({ kind: _kind, orderPerBit, ...rest }) => ({
    args: { ...rest, order_per_bit: orderPerBit },
  }),
});

const declareContiguousMulti = define({
  name: 'cma_declare_contiguous_multi',
  forms: ['call'],
  params: {
    size: required(number('bytes'), { place: 'key' }),
    alignment: withDefault(number('bytes'), 0, { place: 'key' }),
    order_per_bit: withDefault(number('order'), 0, { place: 'key' }),
    name: required(text(), { place: 'key' }),
  },
  build: ({ order_per_bit: orderPerBit, ...rest }) => ({
    value: { kind: 'cma_declare_contiguous_multi', orderPerBit, ...rest },
  }),
  unbuild: ({ kind: _kind, orderPerBit, ...rest }) => ({
    args: { ...rest, order_per_bit: orderPerBit },
  }),
});

type PageCommand = Extract<Command, { kind: 'pin' | 'unpin' | 'lend' | 'unlend' }>;

const PAGE_PARAMS = { target: required(target), count: optional(number('pages')) };

/** `pin TARGET COUNT` and the others, as shell lines or calls. */
const pageState = (kind: PageCommand['kind']) =>
  define<PageCommand['kind'], typeof PAGE_PARAMS>({
    name: kind,
    forms: ['shell', 'call'],
    params: PAGE_PARAMS,
    build: ({ target: aim, count }) =>
      counted(aim, count, (pageCount) => defined({ kind, target: aim.target, count: pageCount })),
    unbuild: (command) => ({
      args: { target: { target: command.target, count: undefined }, count: command.count },
    }),
  });

/** `workload cma ops=N seed=N mix=NAME fill=PERCENT region=NAME`. */
const workload = define({
  name: 'workload',
  forms: ['shell'],
  params: {
    system: required(oneOf(['cma'])),
    ops: required(number('count', { least: 1, most: MAX_WORKLOAD_OPS }), { place: 'key' }),
    seed: withDefault(number('count'), 1, { place: 'key' }),
    mix: withDefault(oneOf(MIXES), 'dma', { place: 'key' }),
    fill: withDefault(number('percent', { most: 100 }), 80, { place: 'key' }),
    region: optional(text(), { place: 'key' }),
  },
  build: (args) => ({ value: defined({ kind: 'workload' as const, ...args }) }),
  unbuild: ({ kind: _kind, ...args }) => ({ args }),
});

/** In the order in which help shows them. */
export const cmaCalls = [
  cmaAlloc,
  cmaRelease,
  declareContiguous,
  declareContiguousMulti,
  pageState('pin'),
  pageState('unpin'),
  pageState('lend'),
  pageState('unlend'),
  workload,
] as const;
