/** More of CMEM's calls than the journals have: every door to a buffer, and headers written over. */
import fc from 'fast-check';

const name = fc.nat(5).map((n) => `h${n}`);
const size = fc.constantFrom('1', '512', '4K', '5000', '16K', '64K', '100000', '1M');
const how = fc.constantFrom('', '', ', CMEM_HEAP', ', CMEM_HEAP', ', CMEM_HEAP, alignment=64K');

/** `base`: where the block of a MiB lies. */
export const cmemCalls = (base: number): fc.Arbitrary<string> => {
  const phys = fc
    .tuple(fc.nat(40), fc.constantFrom(0, 0, 0, 4, 16, 2048))
    .map(([page, within]) => `0x${(base + page * 4096 + within).toString(16)}`);
  // What stands in a header: an address in the block, or a size.
  const word = fc.oneof(phys, size, fc.nat(2 ** 32 - 1).map(String), fc.constant('0'));
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(name, how).map(([h, as]) => `CMEM_free(${h}${as})`),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(name, size, how).map(([h, n, as]) => `${h} = CMEM_alloc(${n}${as})`),
    },
    fc.tuple(name, how).map(([h, as]) => `CMEM_unregister(${h}${as})`),
    fc.tuple(name, name).map(([h, of]) => `${h} = CMEM_registerAlloc(${of})`),
    fc.tuple(name, fc.nat(1), size).map(([h, block, n]) => `${h} = CMEM_alloc2(${block}, ${n})`),
    fc.tuple(name, fc.nat(3), how).map(([h, pool, as]) => `${h} = CMEM_allocPool(${pool}${as})`),
    fc.tuple(name, size, how).map(([h, n, as]) => `${h} = CMEM_allocPhys(${n}${as})`),
    fc.oneof(name, phys).map((of) => `CMEM_freePhys(${of})`),
    fc.tuple(name, phys, size).map(([h, at, n]) => `${h} = CMEM_map(${at}, ${n})`),
    fc.tuple(name, size).map(([h, n]) => `CMEM_unmap(${h}, ${n})`),
    fc.tuple(name, size).map(([h, n]) => `munmap(${h}, ${n})`),
    fc
      .tuple(fc.constantFrom('1', '2', '3'), fc.boolean())
      .map(([p, plain]) => `proc ${plain ? '-n ' : ''}p${p}`),
    fc.tuple(phys, word).map(([at, value]) => `devmem ${at} 32 ${value}`),
    fc.tuple(name, fc.nat(40), word).map(([h, at, n]) => `poke(${h}, ${n}, offset=${at * 16})`),
    name.map((h) => `CMEM_getPhys(${h}, offset=4096)`),
  );
};
