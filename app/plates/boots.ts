import type { ToldCommand } from '../session/told.ts';

/** A board booted: that matters to every plate. */
export const boots = ({ outcome: { result } }: ToldCommand): boolean =>
  result.ok && result.value.is === 'board';
