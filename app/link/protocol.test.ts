/** Answers of a worker that is half dead or of another version: what is taken for one, and what is not. */
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../engine/contract/command.ts';
import { samplesCall } from './client/samples.ts';
import {
  isBytes,
  isNothing,
  isOpenReply,
  isProgress,
  isProgressReply,
  isRunReply,
  isSeekReply,
  isState,
  isStrings,
  PROTOCOL,
} from './protocol.ts';

const outcome: Outcome = {
  ...{ op: 1, ops: 1, log: [], events: [], sleptMs: 0 },
  result: { ok: true, value: { is: 'none' } },
  dropped: { events: 0, log: 0 },
};
/** Nothing that any call answers with. */
const NONSENSE = [null, 7, 'done', true, [], {}]; // eslint-disable-line no-restricted-syntax -- what JSON has
/** Each without one field, or with it of another kind. */
const damaged = (whole: Readonly<Record<string, unknown>>): readonly object[] =>
  Object.keys(whole).flatMap((field) => [
    { ...whole, [field]: undefined },
    { ...whole, [field]: 'x' },
  ]);
const HANDOVERS = [
  {},
  { layout: {} },
  { layout: {}, buffer: new SharedArrayBuffer(8) },
  { patch: new ArrayBuffer(8) },
];
const NO_HANDOVERS = [
  { layout: 7 },
  { buffer: new ArrayBuffer(8) },
  { patch: new SharedArrayBuffer(8) },
  { patch: new Uint8Array(8) },
];

const PROGRESS = { run: 1, index: 0, done: 3, total: 9 };
/** Those that carry news of the columns. */
describe.each([
  ['open', isOpenReply, { protocol: PROTOCOL }],
  ['seek', isSeekReply, { position: 0 }],
  ['run', isRunReply(1), { outcomes: [outcome], ended: 'done' }],
  ['progress', isProgressReply, { progress: PROGRESS }],
] as const)('an answer to %s', (name, check, whole) => {
  it.each(HANDOVERS)('may carry %j', (news) => expect(check({ ...whole, ...news })).toBe(true));
  it.each(NO_HANDOVERS)('carries no %j', (news) =>
    expect(check({ ...whole, ...news })).toBe(false),
  );
  it.each(name === 'progress' ? [{ progress: 'x' }, { progress: {} }] : damaged(whole))(
    'is not %j',
    (reply) => expect(check(reply)).toBe(false),
  );
  it.each([
    undefined,
    ...NONSENSE.filter((one) => name !== 'progress' || typeof one !== 'object' || !one),
  ])('is not %j at all', (reply) => expect(check(reply)).toBe(false));
});

it.each([
  [PROTOCOL - 1, false],
  [PROTOCOL, true],
  [PROTOCOL + 1, false],
])('a worker that speaks version %d is understood: %j', (protocol, is) =>
  expect(isOpenReply({ protocol })).toBe(is),
);
it.each([0, -1, 1.5, NaN, Infinity])('a position of %d is one only if it is whole', (position) =>
  expect(isSeekReply({ position })).toBe(Number.isInteger(position)),
);

describe('a run of three', () => {
  it.each([
    ['done', [false, false, false, true, false]],
    ['cut', [false, true, true, false, false]],
    ['stopped', [true, true, true, true, false]],
    ['over', [false, false, false, false, false]],
  ])('that is %s may have 0 to 4 outcomes: %j', (ended, may) => {
    const answers = [0, 1, 2, 3, 4].map((n) => ({
      ended,
      outcomes: Array<Outcome>(n).fill(outcome),
    }));
    expect(answers.map((answer) => isRunReply(3)(answer))).toEqual(may);
  });
  const { op, ops, log, events, dropped } = outcome;
  it.each([
    ...damaged({ op, ops, log, events, dropped, result: outcome.result }).map((one) => ({
      ...outcome,
      ...one,
    })),
    { ...outcome, result: {} },
    { ...outcome, result: { ok: 1 } },
    { ...outcome, op: 1.5 },
    ...NONSENSE,
  ])('has no outcome that is %j', (one) => {
    expect(isRunReply(2)({ ended: 'done', outcomes: [outcome, one] })).toBe(false);
  });
});

describe('other answers', () => {
  it.each([
    [
      'progress',
      isProgress,
      [undefined, PROGRESS],
      [...NONSENSE, ...damaged(PROGRESS), { ...PROGRESS, done: 0.5 }],
    ],
    ['nothing', isNothing, [undefined], NONSENSE],
    ['bytes', isBytes, [undefined, new Uint8Array(0)], [...NONSENSE, new ArrayBuffer(4)]],
    ['strings', isStrings, [[], ['a', 'b']], [undefined, 'a', ['a', 7], { 0: 'a', length: 1 }]],
    [
      'a state',
      isState,
      [{ format: 'carveout-state/1', digest: 'f6db' }],
      [
        undefined,
        ...NONSENSE,
        { format: 'carveout-state/1' },
        { format: 'carveout-state/2', digest: 'f6db' },
      ],
    ],
  ] as const)('%s', (_, check, good, bad) => {
    for (const one of good) expect(check(one)).toBe(true);
    for (const one of bad) expect(check(one)).toBe(false);
  });
});

describe('samples', () => {
  const { check } = samplesCall(0, 9, 4);
  const envelope = (length: number) => ({
    ...{ min: new Float32Array(length), mean: new Float32Array(length) },
    max: new Float32Array(length),
  });
  const window = { used: envelope(4), longest: envelope(4), fragmentation: envelope(4) };
  it('are a window of as many parts as were asked for, or nothing yet', () =>
    expect([window, undefined].map((one) => check(one))).toEqual([true, true]));
  it.each([
    ...NONSENSE,
    ...damaged(window),
    ...damaged(envelope(4)).map((used) => ({ ...window, used })),
    { ...window, longest: envelope(3) },
    { ...window, fragmentation: { ...envelope(4), max: new Float64Array(4) } },
    { ...window, fragmentation: { ...envelope(4), min: [0, 0, 0, 0] } },
  ])('are not %j', (reply) => expect(check(reply)).toBe(false));
});
