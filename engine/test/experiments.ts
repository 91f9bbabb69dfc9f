/** Arbitrary experiments, for properties of links and files. */
import fc from 'fast-check';
import { MAX_JOURNAL_OPS } from '../contract/limits.ts';
import type { Experiment } from '../journal/index.ts';

const name = fc
  .string({ unit: 'binary', maxLength: 20 })
  .map((text) => text.replace(/[\p{Cc}\u2028\u2029<>\p{Cs}]/gu, 'x'));
/** Lines that look like lines of files and of links, and lines that look like nothing. */
const line = fc.oneof(
  fc.constantFrom(
    ...['', '# end', '# script', '# carveout 1', '#| x', '# title: t', '#|', ' ', '\r'],
    ...['a = cma_alloc(64, align=4)', 'cma_release(a)', 'echo x 10 > /a', 'f("a b", "c", 0x1F)'],
  ),
  fc.tuple(fc.nat(40), fc.nat(9)).map(([n, m]) => `op${n} = cma_alloc(${m}, align=${m % 3})`),
  fc.nat(40).map((n) => `cma_release(op${n})`),
  fc.tuple(fc.stringMatching(/^[a-z_][a-z0-9]{0,4}$/), fc.nat()).map(([w, n]) => `echo ${w} ${n}`),
  fc.maxSafeNat().map((n) => `pin 0x${n.toString(16)} 0x${n.toString(16).toUpperCase()} ${n}`),
  fc.string({ unit: 'binary', maxLength: 30 }),
  // Lone surrogates, and the characters that stand for holes.
  fc.string({
    unit: fc.constantFrom('\ud800', '\udc00', ...'\u0000\u0001\u0003\u0005"0x19afF'),
    maxLength: 12,
  }),
);
const text = fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'));
const value = fc.oneof(
  name,
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const view = fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,12}$/), value, {
  maxKeys: 5,
  noNullPrototype: true,
});

export const experiments: fc.Arbitrary<Experiment> = fc
  .record({
    title: fc.oneof(fc.constant(''), name),
    trunk: fc.oneof(fc.constant('main'), name),
    texts: fc.array(text, { minLength: 1, maxLength: 4 }),
    names: fc.array(name, { minLength: 4, maxLength: 4 }),
    froms: fc.array(fc.tuple(fc.nat(100), fc.nat(MAX_JOURNAL_OPS)), { minLength: 4, maxLength: 4 }),
    shown: fc.nat(3),
    position: fc.option(fc.nat(MAX_JOURNAL_OPS), { nil: undefined }),
    view,
  })
  .map(({ title, trunk, texts, names, froms, shown, position, view: fields }) => ({
    title,
    branches: texts.map((own, i) => ({
      name: i === 0 ? trunk : names[i]!,
      from: i === 0 ? undefined : { branch: froms[i]![0] % i, at: froms[i]![1] },
      text: own,
    })),
    shown: shown % texts.length,
    position,
    view: fields,
  }));
