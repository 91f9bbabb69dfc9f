import { describe, expect, it } from 'vitest';
import { shownInDock, withPane } from './dock.ts';

describe('the dock', () => {
  it.each([
    [['console', 'log', 'blocks'], 3, ['console', 'log', 'blocks']],
    [['blocks', 'console'], 3, ['console', 'blocks']],
    [['console', 'log', 'blocks'], 2, ['console', 'log']],
    [['blocks'], 2, ['blocks']],
  ] as const)('of %j shows %i at most: %j', (dock, most, shown) => {
    expect(shownInDock(dock, most)).toEqual(shown);
  });

  it.each([
    [undefined, 'log', 3, ['log']],
    [['console'], 'blocks', 3, ['console', 'blocks']],
    [['blocks'], 'console', 3, ['console', 'blocks']],
    [['console', 'log'], 'log', 3, ['console', 'log']],
    [['console', 'log'], 'blocks', 2, ['console', 'blocks']],
    [['console', 'log'], 'blocks', 1, ['blocks']],
  ] as const)('%j asked for %s with room for %i: %j', (shown, pane, most, after) => {
    expect(withPane(shown, pane, most)).toEqual(after);
  });
});
