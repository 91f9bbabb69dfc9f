import { expect, it } from 'vitest';
import { tellHeight } from './embedding.ts';

/** A page that embeds, and what it is told. */
function embedding() {
  const told: (readonly [unknown, string])[] = [];
  const parent = { postMessage: (message: unknown, to: string) => told.push([message, to]) };
  return { told, frame: { parent: parent as unknown as Window } };
}

it('the page around is told the height in whole pixels, and nothing else', () => {
  const { told, frame } = embedding();
  tellHeight(frame, 400.2);
  expect(told).toEqual([[{ type: 'carveout:height', height: 401 }, '*']]);
});
it('nothing that is not laid out has a height', () => {
  const { told, frame } = embedding();
  tellHeight(frame, 0);
  expect(told).toEqual([]);
});
it('a page that nobody embeds tells nobody', () => {
  const { told, frame } = embedding();
  const alone = frame.parent as unknown as { parent: unknown };
  alone.parent = frame.parent;
  tellHeight(frame.parent, 400);
  expect(told).toEqual([]);
});
