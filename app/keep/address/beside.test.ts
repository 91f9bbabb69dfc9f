import { beforeEach, describe, expect, it } from 'vitest';
import type { Ui } from '../../page/ui.svelte.ts';
import { Beside, comparisonIn } from './beside.svelte.ts';

it.each([
  [[], []],
  [['embed'], []],
  [['compare'], ['compare']],
  [
    ['x', 'compare', 'b=1'],
    ['compare', 'b=1'],
  ],
  [
    ['compare', 'embed', 'b=1', 'present'],
    ['compare', 'b=1'],
  ],
])('of the flags %j a comparison has %j', (flags, own) => {
  expect(comparisonIn(flags)).toEqual(own);
});

describe('a comparison that an address asks for', () => {
  let ui: Pick<Ui, 'dialog'>;
  let beside: Beside;
  beforeEach(() => {
    ui = { dialog: undefined };
    beside = new Beside(ui);
  });
  it('is opened, and told from the next one', () => {
    beside.ask(['compare', 'a']);
    expect([ui.dialog, beside.flags, beside.asked]).toEqual(['compare', ['compare', 'a'], 1]);
    beside.ask(['compare', 'b']);
    expect([ui.dialog, beside.flags, beside.asked]).toEqual(['compare', ['compare', 'b'], 2]);
  });
  it('that is open already is asked for once', () => {
    beside.ask(['compare', 'a']);
    beside.ask(['compare', 'a']);
    expect(beside.asked).toBe(1);
    ui.dialog = undefined;
    beside.ask(['compare', 'a']);
    expect([ui.dialog, beside.asked]).toEqual(['compare', 2]);
  });
  it('that is none closes one that is open, and nothing else', () => {
    beside.ask([]);
    expect([ui.dialog, beside.asked]).toEqual([undefined, 0]);
    ui.dialog = 'share';
    beside.ask([]);
    expect(ui.dialog).toBe('share');
    beside.ask(['compare']);
    beside.ask([]);
    expect([ui.dialog, beside.flags]).toEqual([undefined, ['compare']]);
  });
  it('says why it is in no link, until it says another thing', () => {
    const refused = { id: 'link.tooLong' } as never;
    beside.say(['compare', 'a'], refused);
    expect([beside.flags, beside.refused]).toEqual([['compare', 'a'], refused]);
    beside.ask(['compare', 'b']);
    expect(beside.refused).toBeUndefined();
  });
});
