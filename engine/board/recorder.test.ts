import { describe, expect, it } from 'vitest';
import type { Event } from '../contract/command.ts';
import { LAST_EVENTS, MAX_EVENTS } from '../contract/limits.ts';
import { Recorder } from './recorder.ts';

/** What is left of `count` events, each with its number as the milliseconds. */
function kept(count: number) {
  const recorder = new Recorder(() => undefined);
  for (let ms = 0; ms < count; ms += 1) recorder.event({ is: 'slept', ms });
  const { events, droppedEvents } = recorder.finish();
  const numbers = events.map((event) => (event as Extract<Event, { is: 'slept' }>).ms);
  return { numbers, dropped: droppedEvents };
}
const upTo = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

describe('events of an operation', () => {
  it.each([0, 1, MAX_EVENTS - LAST_EVENTS, MAX_EVENTS])('%i are all kept', (count) => {
    expect(kept(count)).toEqual({ numbers: upTo(0, count), dropped: 0 });
  });
  it.each([1, LAST_EVENTS, 3 * LAST_EVENTS + 1, 10 * MAX_EVENTS])(
    'of %i too many the first and the last are kept, the others counted',
    (more) => {
      const { numbers, dropped } = kept(MAX_EVENTS + more);
      expect(dropped).toBe(more);
      expect(numbers).toHaveLength(MAX_EVENTS);
      const first = MAX_EVENTS - LAST_EVENTS;
      expect(numbers.slice(0, first)).toEqual(upTo(0, first));
      expect(numbers.slice(first)).toEqual(upTo(first + more, MAX_EVENTS + more));
    },
  );
});
