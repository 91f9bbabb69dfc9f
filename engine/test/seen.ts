/** All there is to see of a machine, in a form that two machines share if they are the same. */
import type { Machine } from '../machine/machine.ts';
import { COLUMNS } from '../systems/columns.ts';
import { HEADER, type ColumnName, type ColumnSpec } from '../contract/view.ts';

const NAMES = Object.keys(COLUMNS) as ColumnName[];
const of = (per: ColumnSpec['per']): readonly ColumnName[] =>
  NAMES.filter((name) => COLUMNS[name].per === per);

/**
 * The state, and the columns without their spare room. Which row a thing of CMEM's heap has depends on
 * when somebody looked: rows are a set.
 */
export function seen(machine: Machine): unknown {
  const { layout, columns } = machine.view();
  const high = columns.header[HEADER.blockHigh]!;
  const { id: _id, blockSlots: _slots, cmemRows, ...shape } = layout;
  const rows = Array.from({ length: cmemRows }, (_, row) =>
    of('cmemRows')
      .flatMap((name) => {
        const { width = 1 } = COLUMNS[name];
        return [...columns[name].slice(row * width, (row + 1) * width)];
      })
      .join(),
  );
  const empty = rows.find((row) => /^0(,0)*$/.test(row));
  return {
    state: machine.state(),
    layout: shape,
    header: columns.header.slice(),
    pages: of('pages').map((name) => columns[name].slice()),
    blocks: of('blockSlots').map((name) =>
      columns[name].slice(0, high * (COLUMNS[name].width ?? 1)),
    ),
    beyond: of('blockSlots').map((name) =>
      columns[name].slice(high * (COLUMNS[name].width ?? 1)).some(Boolean),
    ),
    pools: (['poolRows', 'poolPageRows', 'poolBlockRows'] as const)
      .flatMap(of)
      .map((name) => columns[name].slice()),
    cmem: rows.filter((row) => row !== empty).sort((a, b) => (a < b ? -1 : 1)),
    paths: machine.paths(),
    handles: machine.handles(),
  };
}
