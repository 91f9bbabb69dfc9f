import { blockAt } from '../../frame/frame.ts';
import { session } from '../../session/session.svelte.ts';
import { mapView } from '../map.ts';
import { releaseOf } from './inspector/subject.ts';

/** Give back the chosen block through the console. */
export function release(): void {
  const { frame } = session;
  const block = frame && blockAt(frame, mapView.selection?.slot ?? -1);
  if (frame && block) void session.run(releaseOf(frame, block));
}
