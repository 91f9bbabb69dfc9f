/** What the bump allocator says. */
import { number } from '../../../words/kinds.ts';
import { named } from '../../../words/lines.ts';
import { define, defined, required } from '../../../words/spec.ts';
import type { SystemText } from '../../../words/text.ts';
import { bumpEn } from './words.en.ts';
import { bumpZh } from './words.zh.ts';

const alloc = define({
  name: 'bump_alloc',
  forms: ['call'],
  named: true,
  params: { size: required(number('bytes')) },
  build: ({ size }, { into }) => ({
    value: defined({ kind: 'bump_alloc' as const, into, size }),
  }),
  unbuild: ({ size, into }) => ({ args: { size }, into }),
});
const reset = define({
  name: 'bump_reset',
  forms: ['call'],
  params: {},
  build: () => ({ value: { kind: 'bump_reset' } }),
  unbuild: () => ({ args: {} }),
});

export const bumpText = {
  id: 'bump',
  calls: [{ place: 8, calls: [alloc, reset] }],
  words: { en: bumpEn, zh: bumpZh },
  print: { bump: ({ phys, bytes, handle }) => [named(handle, 'note.bump', { phys, bytes })] },
  told: undefined,
  shellError: undefined,
} as const satisfies SystemText<'bump'>;
