/**
 * What stands on a side, as others can have it. Recent sessions and files are here alone: what they hold
 * goes along as a link of its own inside the address, and is one of its experiments from then on.
 */
import { linkParts, plainExperiment, plainName } from '../../engine/journal/index.ts';
import type { Refused } from '../../engine/journal/index.ts';
import { LINK_HERE_CHARS } from '../page/limits.ts';
import { linkOf } from '../link/worker/link-writer.ts';
import { mayBeLink } from './place.ts';
import type { Sent, SentPick } from './place.ts';
import type { Pick, Source, Sources } from './sources.ts';

type MaterialOf = Sources['materialOf'];

/** Undefined: there is nothing that could go along; why is said on its side. */
type Way = Sent | Refused | undefined;

async function packed(source: Source, materialOf: MaterialOf): Promise<Way> {
  const material = await materialOf({ source, setting: undefined, at: undefined });
  if ('problem' in material) return undefined;
  const { text, title, at } = material;
  const link = await linkOf(
    { ...plainExperiment(text, plainName(title)), position: at },
    LINK_HERE_CHARS,
  );
  return 'refused' in link ? link : { is: 'link', link: link.text };
}

const ways = new WeakMap<Source, Promise<Way>>();
function wayOf(source: Source, materialOf: MaterialOf): Promise<Way> | Way {
  if (source.is === 'link') {
    const { text } = linkParts(source.link);
    return mayBeLink(text) ? { is: 'link', link: text } : undefined;
  }
  if (source.is !== 'recent' && source.is !== 'file') return source;
  const way = ways.get(source) ?? packed(source, materialOf).catch(() => undefined);
  ways.set(source, way);
  return way;
}

/** `materialOf`: how a source is read. */
export async function sentPick(
  pick: Pick,
  materialOf: MaterialOf,
): Promise<SentPick | Refused | undefined> {
  const source = await wayOf(pick.source, materialOf);
  if (source === undefined || 'refused' in source) return source;
  return { ...pick, source };
}
