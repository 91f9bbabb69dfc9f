import { blockAt } from '../../frame/frame.ts';
import type { Session } from '../../session/session.svelte.ts';
import type { MapView } from '../map-view.svelte.ts';
import { releaseOf } from './inspector/subject.ts';

/** Give back the chosen block through the console. */
export function release(session: Session, view: MapView): void {
  const { frame } = session;
  const block = frame && blockAt(frame, view.selection?.slot ?? -1);
  if (frame && block) void session.run(releaseOf(frame, block));
}
