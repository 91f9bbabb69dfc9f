import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOARD_OPTIONS } from '../../engine/index.ts';
import { linkParts } from '../../engine/journal/index.ts';
import { MAX_LINK_CHARS, MAX_VIEW_TEXT } from '../../engine/contract/limits.ts';
import { comparisonIn } from '../keep/address/beside.svelte.ts';
import { PLAIN_LAYOUT, readPlace, writePlace } from './place.ts';
import type { ComparePlace, Sent, SentPick } from './place.ts';

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(of, { nil: undefined });
const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const PRESENT: SentPick = { source: { is: 'present' }, setting: undefined, at: undefined };
/** What is said when nothing is. */
const PLAIN: ComparePlace = {
  ...PLAIN_LAYOUT,
  left: PRESENT,
  right: undefined,
  steps: { left: undefined, right: undefined },
  region: undefined,
  only: false,
};

const chars = fc.constantFrom(...'abzAZ019_-');
const sources: fc.Arbitrary<Sent> = fc.oneof(
  fc.constant({ is: 'present' } as const),
  fc.record({ is: fc.constant('branch' as const), index: upTo(63) }),
  fc.record({
    is: fc.constant('scenario' as const),
    id: fc.constantFrom('ssd202', 'imx6-gstreamer', '2-in-one'),
  }),
  fc.record({
    is: fc.constant('link' as const),
    link: fc.array(chars, { maxLength: 300 }).map((all) => all.join('')),
  }),
);
/** What a person may write: everything but control characters. */
const texts = fc
  .string({ unit: 'binary', minLength: 1, maxLength: MAX_VIEW_TEXT / 2 })
  .map((text) => text.replace(/[\p{Cc}\u2028\u2029\p{Cs}]/gu, '&'));
const picks: fc.Arbitrary<SentPick> = fc.record({
  source: sources,
  setting: maybe(
    fc.record({ option: fc.constantFrom(...BOARD_OPTIONS.map(({ name }) => name)), value: texts }),
  ),
  at: maybe(upTo(2_000_000)),
});
const places: fc.Arbitrary<ComparePlace> = fc.record({
  left: picks,
  right: picks,
  steps: fc.record({ left: maybe(upTo(2_000_000)), right: maybe(upTo(2_000_000)) }),
  region: maybe(texts),
  leader: fc.constantFrom('left' as const, 'right' as const),
  order: maybe(upTo(22)),
  top: maybe(upTo(4_194_303)),
  page: maybe(upTo(4_194_303)),
  only: fc.boolean(),
});

describe('where a comparison is, in an address', () => {
  it('is what comes back, through an address as well, among other flags', () => {
    fc.assert(
      fc.property(places, fc.constantFrom('', '&embed', '&present'), (place, mode) => {
        const flags = writePlace(place);
        expect(readPlace(flags)).toEqual(place);
        const url = new URL('http://host/');
        url.hash = `AbC${mode}&${flags.join('&')}`;
        const parts = linkParts(url.href);
        expect(parts.text).toBe('AbC');
        expect(readPlace(comparisonIn(parts.flags))).toEqual(place);
        expect(comparisonIn([...flags, 'embed'])).toEqual(flags);
      }),
      { numRuns: 300 },
    );
  });

  it('takes little room: the present experiment beside a branch', () => {
    const right = { ...PRESENT, source: { is: 'branch', index: 1 } } as const;
    const flags = writePlace({ ...PLAIN, right, steps: { left: 12, right: 14 } });
    expect(flags).toEqual(['compare', 'b=branch.1', 'at=12.14']);
  });

  it('says nothing without the first flag', () => {
    expect(comparisonIn(['b=branch.1', 'embed'])).toEqual([]);
    expect(readPlace(['compare'])).toEqual(PLAIN);
  });

  const LONGEST = 'x'.repeat(MAX_VIEW_TEXT);
  it.each([
    ['b=branch.63', { right: { ...PRESENT, source: { is: 'branch', index: 63 } } }],
    ['a.to=2000000', { left: { ...PRESENT, at: 2_000_000 } }],
    ['at=2000000.0', { steps: { left: 2_000_000, right: 0 } }],
    ['at=.7', { steps: { left: undefined, right: 7 } }],
    ['row=22', { order: 22 }],
    ['top=4194303', { top: 4_194_303 }],
    ['page=4194303', { page: 4_194_303 }],
    [`region=${LONGEST}`, { region: LONGEST }],
    [`b.set=mem:${LONGEST}`, { right: { ...PRESENT, setting: { option: 'mem', value: LONGEST } } }],
    [
      `b=link.${'A'.repeat(MAX_LINK_CHARS)}`,
      { right: { ...PRESENT, source: { is: 'link', link: 'A'.repeat(MAX_LINK_CHARS) } } },
    ],
  ] as const)('takes what lies at a limit: %.40s', (flag, said) => {
    expect(readPlace(['compare', flag])).toEqual({ ...PLAIN, ...said });
  });

  it.each([
    'b=branch.64',
    'b=branch.-1',
    'b=branch.1.5',
    'b=branch.',
    'b=recent.0123',
    'b=file.x',
    'b=scenario.../../x',
    'b=scenario.',
    'b=link.<script>',
    `b=link.${'A'.repeat(MAX_LINK_CHARS + 1)}`,
    'b=',
    'b',
    'b.set=nonsense:1',
    'b.set=kernel',
    'b.set=kernel:%',
    'b.set=kernel:%00',
    `b.set=mem:${LONGEST}x`,
    'b.set=__proto__:1',
    'b.to=2000001',
    'a.to=-1',
    'at=2000001',
    'at=x.y',
    'at=1e9',
    'row=23',
    'top=4194304',
    'page=4194304',
    `region=${LONGEST}x`,
    'region=%E0%A4%A',
    'lead=a',
    'lead=constructor',
    'constructor=1',
    '=',
  ])('leaves out what it cannot use: %.40s', (flag) => {
    expect(readPlace(['compare', flag])).toEqual(PLAIN);
  });
});
