import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BufferList, PoolBuffer } from './buffers.ts';
import { BusyIndex, byWalk } from './busy.ts';

const STEP = fc.record({
  do: fc.constantFrom('head', 'head', 'tail', 'remove', 'at', 'range'),
  list: fc.nat({ max: 3 }),
  page: fc.nat({ max: 30 }),
  pages: fc.nat({ max: 3 }),
  pick: fc.nat(),
});

it('finds what a walk over all lists finds first', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(STEP, { maxLength: 120 }), (looksEarly, steps) => {
      const lists = [5, 1, 9, 3].map((home) => new BufferList(home));
      const inOrder = [...lists].sort((a, b) => a.home - b.home);
      const walk = (wanted: (buffer: PoolBuffer) => boolean) =>
        inOrder.flatMap((list) => [...list]).find(wanted);
      const index = new BusyIndex();
      if (looksEarly) index.holding(0, 1);
      const alive: PoolBuffer[] = [];
      for (const { do: what, list, page, pages, pick } of steps) {
        const phys = page * 4096;
        const size = pages * 4096;
        if (what === 'head' || what === 'tail') {
          const buffer = new PoolBuffer(pick, phys, undefined, size);
          if (what === 'head') lists[list]!.addHead(buffer);
          else lists[list]!.addTail(buffer);
          index.add(buffer);
          alive.push(buffer);
        } else if (what === 'remove') {
          const [gone] = alive.splice(pick % Math.max(1, alive.length), 1);
          if (!gone) continue;
          gone.list!.remove(gone);
          index.remove(gone);
        } else if (what === 'at') expect(index.at(phys)).toBe(walk((one) => one.phys === phys));
        else
          expect(index.holding(phys, size)).toBe(
            walk((one) => one.phys <= phys && phys + size <= one.phys + one.size),
          );
      }
      expect(index.size).toBe(alive.length);
      expect([...index.all()].sort(byWalk)).toEqual(inOrder.flatMap((list) => [...list]));
      for (const list of lists) expect([...list]).toHaveLength(list.count);
    }),
  );
});
it('a list refuses to lose what is not on it', () => {
  const buffer = new PoolBuffer(0, 0, undefined, 1);
  expect(() => new BufferList(0).remove(buffer)).toThrow('not on this list');
});
