import { describe, expect, it } from 'vitest';
import { AROUND, GOING_ON, isOneOf, LANGUAGE, MACHINE_SHELL, MACHINE_TIME } from './pieces.mjs';
import { inRepo } from '../repo.mjs';

describe('pieces', () => {
  it('every file that is named is there, and in one piece alone', () => {
    const all = [...AROUND, ...LANGUAGE, ...GOING_ON, ...MACHINE_TIME, ...MACHINE_SHELL];
    expect(new Set(all).size).toBe(all.length);
    const is = isOneOf(all);
    for (const file of all) expect(is(inRepo(file))).toBe(true);
    expect(is(inRepo('app/shell/App.svelte'))).toBe(false);
    expect(is(`${inRepo('app/shell/start.ts')}?worker`)).toBe(false);
  });

  it('a file that was moved stops the build', () => {
    expect(() => isOneOf(['app/shell/start.ts', 'app/gone.ts'])).toThrow(
      'tools/lib/bundle/pieces.mjs names what is not there: app/gone.ts',
    );
  });
});
