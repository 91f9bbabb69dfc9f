/**
 * What differs between the states of two machines, field by field. Things with a name or an address of
 * their own (blocks, handles, regions …) are compared with their namesakes, not by their place in a list.
 */
import type { MachineState } from '../machine/machine.ts';
import { hexLower } from '../contract/units.ts';

/** Parts of a state, in the order in which they are told. `hidden`: nothing to see differs, the digest does. */
export const DIFFERENCE_SECTIONS = [
  'board',
  'op',
  'memory',
  'regions',
  'blocks',
  'handles',
  'dmem',
  'cmem',
  'hidden',
] as const;
/** The name of one part. */
export type DifferenceSection = (typeof DIFFERENCE_SECTIONS)[number];

/** A value that is compared as a whole. */
type Leaf = string | number | boolean | undefined;
/** One field that differs; `a` and `b` are what either state has. */
export interface Difference {
  readonly section: DifferenceSection;
  /** Where in the section: `0x26400.name`; empty for a section of one value. */
  readonly path: string;
  /** Undefined: it is not there. */
  readonly a: Leaf;
  readonly b: Leaf;
}

type Fields = Readonly<Record<string, unknown>>;
const isThing = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Lists whose elements have a name or an address of their own: the field it stands in. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  blocks: ['pfn', 'block'],
  handles: ['name'],
  regions: ['name'],
  kept: ['name'],
  pools: ['pool'],
  processes: ['process'],
  mappings: ['virt'],
};
const ADDRESSES = ['pfn', 'virt'];

/** What an element of a list is called; its place, if it has no name. */
function keyOf(list: string, element: unknown, index: number): string {
  const fields = isThing(element) ? (element as Fields) : {};
  for (const name of KEYS[list] ?? []) {
    const value = fields[name];
    if (typeof value === 'string') return value;
    if (typeof value === 'number')
      return ADDRESSES.includes(name) ? `0x${hexLower(value)}` : String(value);
  }
  return String(index);
}

/** Takes one difference. */
type Tell = (path: string, a: Leaf, b: Leaf) => void;

/** The fields of an object; the elements of a list by their keys. */
function fieldsOf(list: string, value: object): Fields {
  if (!Array.isArray(value)) return value as Fields;
  const fields: Record<string, unknown> = {};
  for (const [index, element] of value.entries()) {
    const key = keyOf(list, element, index);
    let name = key;
    for (let times = 2; Object.hasOwn(fields, name); times += 1) name = `${key}#${times}`;
    fields[name] = element;
  }
  return fields;
}
/** What is there on one side only is one difference, however much there is to it. */
const leafOf = (value: unknown): Leaf => (isThing(value) ? JSON.stringify(value) : (value as Leaf));

/** `list` is the name of the field, by which the keys of a list are known. */
function compare(path: string, list: string, a: unknown, b: unknown, tell: Tell): void {
  if (!isThing(a) || !isThing(b)) {
    if (a !== b) tell(path, leafOf(a), leafOf(b));
    return;
  }
  const [inA, inB] = [fieldsOf(list, a), fieldsOf(list, b)];
  for (const name of new Set([...Object.keys(inA), ...Object.keys(inB)]))
    compare(path === '' ? name : `${path}.${name}`, name, inA[name], inB[name], tell);
}

/** A state's fields by section. CMEM's own digest is left out: what it hides has no field. */
function sectionsOf(state: MachineState): Readonly<Record<DifferenceSection, unknown>> {
  const { board, release, op, uptimeMs, cmaTotalKiB, cmaFreeKiB } = state;
  const { regions, blocks, handles, dmem, cmem } = state;
  return {
    board: { board, release },
    op: { op, uptimeMs },
    memory: { cmaTotalKiB, cmaFreeKiB },
    regions,
    blocks,
    handles,
    dmem,
    cmem: cmem && { ...cmem, digest: undefined },
    hidden: undefined,
  };
}

/** Every field that differs, section by section; empty if the machines are the same. */
export function compareStates(a: MachineState, b: MachineState): readonly Difference[] {
  const [left, right] = [sectionsOf(a), sectionsOf(b)];
  const found: Difference[] = [];
  for (const section of DIFFERENCE_SECTIONS)
    compare('', section, left[section], right[section], (path, inA, inB) =>
      found.push({ section, path, a: inA, b: inB }),
    );
  if (found.length > 0 || a.digest === b.digest) return found;
  return [{ section: 'hidden', path: 'digest', a: a.digest, b: b.digest }];
}
