import { expect, it, vi } from 'vitest';
import { Listeners } from './listeners.ts';

it('everybody hears of it as often as they asked, until they stop', () => {
  const listeners = new Listeners<number>();
  const heard = vi.fn<(event: number) => void>();
  const [stop] = [listeners.add(heard), listeners.add(heard)];
  listeners.tell(1);
  stop();
  stop();
  listeners.tell(2);
  expect(heard.mock.calls).toEqual([[1], [1], [2]]);
});
it('who comes while it is told hears of the next', () => {
  const listeners = new Listeners<number>();
  const late = vi.fn();
  const stop = listeners.add(() => void listeners.add(late));
  listeners.tell(1);
  stop();
  expect(late).not.toHaveBeenCalled();
  listeners.tell(2);
  expect(late).toHaveBeenCalledExactlyOnceWith(2);
});
it('one that throws is reported, and the others hear of it', () => {
  const reports: (() => void)[] = [];
  vi.stubGlobal('queueMicrotask', (report: () => void) => reports.push(report));
  const listeners = new Listeners<number>();
  const heard = vi.fn();
  listeners.add(() => {
    throw new Error('mine');
  });
  listeners.add(heard);
  listeners.tell(1);
  vi.unstubAllGlobals();
  expect(heard).toHaveBeenCalledOnce();
  expect(reports).toHaveLength(1);
  expect(reports[0]).toThrow('mine');
});
