/** What may stand on a side of a comparison, and how it becomes the text that is executed there. */
import { readFileInSteps, readLink } from '../../engine/journal/index.ts';
import type { Experiment } from '../../engine/journal/index.ts';
import { pathTo } from '../time/branch-path.ts';
import type { Branches } from '../time/branches.svelte.ts';
import { i18n, t } from '../words/i18n.svelte.ts';
import type { Keeping } from '../keep/keeping.svelte.ts';
import { linkIn } from '../keep/opening.ts';
import { gently } from '../session/transcript/reading.ts';
import { say } from '../words/say.ts';
import { SCENARIOS } from '../../engine/scenarios/index.ts';
import { scenarioText } from '../keep/scenario-list.ts';
import { sessionName } from '../keep/session-name.ts';
import type { MapView } from '../plates/map-view.svelte.ts';
import type { Beside } from '../keep/address/beside.svelte.ts';
import type { Session } from '../session/session.svelte.ts';
import { firstBoard, teachingSetting, withSetting } from './settings.ts';
import type { Setting } from './settings.ts';

export type Source =
  /** The page's own experiment, all of the branch that is shown. */
  | { readonly is: 'present' }
  | { readonly is: 'branch'; readonly index: number }
  | { readonly is: 'recent'; readonly id: string }
  | { readonly is: 'scenario'; readonly id: string }
  /** A link, or only what stands after its `#`. */
  | { readonly is: 'link'; readonly link: string }
  /** A file that was read. */
  | { readonly is: 'file'; readonly name: string; readonly text: string };

/** A source as it is put on a side. */
export interface Pick {
  readonly source: Source;
  readonly setting: Setting | undefined;
  /** Steps after which it ends; undefined: where the source ends. */
  readonly at: number | undefined;
}

export interface Material {
  readonly title: string;
  readonly text: string;
  readonly at: number | undefined;
}
/** Why there is nothing to execute, in the reader's language when it is shown. */
export interface NoMaterial {
  readonly problem: () => string;
}

/** What is executed to come to the end of the branch that is shown. */
async function materialFrom(experiment: Experiment): Promise<Material> {
  const { title, branches: all, shown, position } = experiment;
  const { before, own } = await gently(pathTo(all, shown));
  return { title, text: before + own, at: position };
}

type Read = ReturnType<typeof readLink>;
async function materialOrNot(read: Read, name: string): Promise<Material | NoMaterial> {
  if (!('experiment' in read)) return { problem: () => say(read.refused) };
  const material = await materialFrom(read.experiment);
  return material.title === '' ? { ...material, title: name } : material;
}

const settingText = ({ option, value }: Setting): string => `${option}=${value}`;

/** What stands on a side: its name, and what was changed about it. */
export function nameOf(
  { source, setting, at }: Pick,
  title: string,
): { readonly name: string; readonly changes: readonly string[] } {
  const own = source.is === 'scenario' ? titleOfScenario(source.id) : title;
  const nameless = source.is === 'present' ? t('compare.present') : t('recent.unnamed');
  const changes = [
    ...(setting ? [settingText(setting)] : []),
    ...(at === undefined ? [] : [t('compare.upTo', at)]),
  ];
  return { name: own === '' ? nameless : own, changes };
}

export const titleOfScenario = (id: string): string =>
  SCENARIOS.find((entry) => entry.id === id)?.title[i18n.lang] ?? id;

/** A line somebody pasted: a link is one at once. */
export function pastedLink(text: string): Source | undefined {
  const found = linkIn(text);
  return found && { is: 'link', link: found.link };
}

const PRESENT: Pick = { source: { is: 'present' }, setting: undefined, at: undefined };

/** Where the page's own experiments come from. */
export interface Shelves {
  readonly session: Session;
  readonly branches: Branches;
  readonly keeping: { readonly recents: Keeping['recents'] };
  readonly beside: Beside;
  readonly mapView: MapView;
}

export class Sources {
  readonly #of: Shelves;

  constructor(of: Shelves) {
    this.#of = of;
  }

  /** What a pick executes. Rejects when a scenario could not be fetched. */
  readonly materialOf = async ({ source, setting, at }: Pick): Promise<Material | NoMaterial> => {
    const material = await this.#found(source);
    if ('problem' in material) return material;
    const placed = { ...material, at: at ?? material.at };
    if (!setting) return placed;
    const written = await gently(withSetting(material.text, setting));
    return 'refused' in written
      ? { problem: () => say(written.refused) }
      : { ...placed, text: written.text };
  };

  async #found(source: Source): Promise<Material | NoMaterial> {
    const { branches, keeping } = this.#of;
    switch (source.is) {
      case 'present':
        return materialFrom({ ...branches.experiment(), position: undefined });
      case 'branch': {
        const branch = branches.all[source.index];
        if (!branch) return { problem: () => t('compare.gone') };
        const whole = { ...branches.experiment(), shown: source.index, position: undefined };
        return { ...(await materialFrom(whole)), title: branch.name };
      }
      case 'recent': {
        const pieces = await keeping.recents?.text(source.id);
        const kept = keeping.recents?.list.find(({ id }) => id === source.id);
        return pieces === undefined
          ? { problem: () => t('compare.gone') }
          : materialOrNot(
              await gently(readFileInSteps(pieces.join(''))),
              kept ? sessionName(kept) : t('recent.unnamed'),
            );
      }
      case 'scenario':
        // An address may name one of another version.
        if (!SCENARIOS.some(({ id }) => id === source.id))
          return { problem: () => t('compare.gone') };
        return materialOrNot(
          await gently(readFileInSteps(await scenarioText(source.id))),
          source.id,
        );
      case 'link':
        return source.link.trim() === ''
          ? { problem: () => t('compare.noLink') }
          : materialOrNot(readLink(source.link.trim()), t('compare.link'));
      case 'file':
        return materialOrNot(await gently(readFileInSteps(source.text)), source.name);
    }
  }

  /**
   * What stands there when the comparison opens: the present experiment, and beside it what was asked for
   * (keep/address/beside.svelte.ts), which is asked for once. If nothing was: the same with one setting of
   * the present board changed (teachingSetting says which and why); on a board without CMA, as it was one
   * step before: what the last command did is then what differs.
   */
  firstPicks(): { readonly left: Pick; readonly right: Pick } {
    const { session, beside } = this.#of;
    const { branch: index } = beside;
    beside.branch = undefined;
    if (index !== undefined)
      return { left: PRESENT, right: { ...PRESENT, source: { is: 'branch', index } } };
    const { position, record } = session;
    const setting = teachingSetting(firstBoard(record.board?.text ?? ''));
    const right = setting ? { ...PRESENT, setting } : { ...PRESENT, at: Math.max(0, position - 1) };
    return { left: PRESENT, right };
  }

  /** Name of the region that the page shows, unless it is the board's first. */
  get presentRegion(): string | undefined {
    const { session, mapView } = this.#of;
    return mapView.region === 0 ? undefined : session.layout?.regions[mapView.region]?.name;
  }
}
