import { describe, expect, it } from 'vitest';
import { plainExperiment, readLink, writeLink } from '../../../engine/journal/index.ts';
import { MAX_LINK_CHARS } from '../../../engine/contract/limits.ts';
import { Address } from './address.svelte.ts';
import { comparisonIn } from './beside.svelte.ts';
import { ADDRESS_MS } from '../../page/limits.ts';

const setup = (href = 'http://host/path?x=1') => {
  let waiting: { run: () => void; ms: number } | undefined;
  const state = {
    href,
    source: 'board ssd202\n',
    busy: false,
    flags: [] as string[],
    comparison: undefined as readonly string[] | undefined,
  };
  const [replaced, added]: [string[], string[]] = [[], []];
  /** Entries under the present one, and whether it was put over them. */
  const under: string[] = [];
  const address = new Address(
    {
      href: () => state.href,
      replace: (to) => {
        state.href = to;
        replaced.push(to);
      },
      add: (to, over) => {
        if (over) under.push(state.href);
        state.href = to;
        added.push(to);
      },
      isOver: () => under.length > 0,
      back: (to) => {
        under.pop();
        state.href = to;
      },
    },
    {
      experiment: () => plainExperiment(state.source),
      content: () => [state.source],
      busy: () => state.busy,
      link: (experiment) => Promise.resolve(writeLink(experiment)),
      flags: () => state.flags,
      comparison: () => state.comparison,
    },
    {
      now: () => 0,
      later: (run, ms) => {
        waiting = { run, ms };
        return () => {
          waiting = undefined;
        };
      },
    },
  );
  const rest = async (): Promise<void> => {
    waiting?.run();
    waiting = undefined;
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { address, state, replaced, added, under, rest, waits: () => waiting?.ms };
};
const sourceIn = (text: string): string | undefined => {
  const read = readLink(text);
  return 'experiment' in read ? read.experiment.branches[0]!.text : undefined;
};
/** Nothing in it comes twice. */
const LONG = Array.from({ length: 12_000 }, (_, i) => `# ${((i + 7) * 2_654_435_761) % 2 ** 32}`);

describe('the address', () => {
  it('holds the experiment, and the rest of it stays', async () => {
    const { address, state } = setup();
    await address.write();
    expect(state.href).toMatch(/^http:\/\/host\/path\?x=1#[\w-]+$/);
    expect(sourceIn(state.href)).toBe('board ssd202\n');
    expect(address.text).toBe(state.href.split('#')[1]);
  });

  it('is written once things rest, however often they changed', async () => {
    const { address, state, replaced, rest, waits } = setup();
    for (let i = 0; i < 100; i += 1) {
      state.source += `cma_alloc(${i + 1})\n`;
      address.changed();
    }
    expect(replaced).toEqual([]);
    expect(waits()).toBe(ADDRESS_MS);
    await rest();
    expect(replaced.length).toBe(1);
    expect(sourceIn(state.href)).toContain('cma_alloc(100)');
    address.changed();
    await rest();
    expect(replaced.length, 'nothing new').toBe(1);
  });

  it('is left alone while a run is under way, also by what was begun before', async () => {
    const { address, state, replaced } = setup();
    state.busy = true;
    await address.write();
    state.busy = false;
    const begun = address.write();
    state.busy = true;
    await begun;
    expect(replaced).toEqual([]);
  });

  it('the later of two writings counts', async () => {
    const { address, state, replaced } = setup();
    const first = address.write();
    state.source += 'cma_alloc(1)\n';
    await Promise.all([first, address.write()]);
    expect(replaced.length).toBe(1);
    expect(sourceIn(state.href)).toContain('cma_alloc(1)');
  });

  it('keeps a link of which not all was executed, and leaves it in the history', async () => {
    const { address, state, replaced, added, rest } = setup('http://host/#whole');
    address.hold();
    await address.write();
    expect([state.href, sourceIn(address.href([]) ?? '')]).toEqual([
      'http://host/#whole',
      'board ssd202\n',
    ]);
    state.source += 'cma_alloc(1)\n';
    address.changed();
    await rest();
    expect([replaced, added]).toEqual([[], [state.href]]);
    state.source += 'cma_alloc(2)\n';
    await address.write();
    expect([replaced, added.length]).toEqual([[state.href], 1]);
  });

  it('takes the place of a link that was executed in the end', async () => {
    const { address, state, replaced, added } = setup('http://host/#whole');
    address.hold();
    address.free();
    await address.write();
    expect([replaced, added]).toEqual([[state.href], []]);
  });

  it('carries flags, and gives addresses with others', async () => {
    const { address, state } = setup();
    state.flags = ['present'];
    await address.write();
    expect(state.href).toMatch(/#[\w-]+&present$/);
    expect(address.flags).toEqual(['present']);
    expect(address.href(['embed'])).toBe(`http://host/path?x=1#${address.text}&embed`);
    expect(address.href([])).toBe(`http://host/path?x=1#${address.text}`);
  });

  it('holds nothing rather than something old when the experiment is too long', async () => {
    const { address, state } = setup();
    await address.write();
    state.source = LONG.join('\n');
    await address.write();
    expect(state.href).toBe('http://host/path?x=1');
    expect(address.present).toMatchObject({ kind: 'refused', why: { id: 'link.tooLong' } });
    expect(address.href([])).toBeUndefined();
    expect(address.text).toBe('');
  });

  it('holds a comparison in an entry of its own, and goes back when it is closed', async () => {
    const { address, state, replaced, added, under } = setup();
    await address.write();
    const alone = state.href;
    state.comparison = [];
    await address.write();
    expect(added, 'nothing is known of it yet').toEqual([]);
    for (const at of [4, 5]) {
      state.comparison = ['compare', `at=${at}`];
      await address.write();
    }
    expect(added).toEqual([`${alone}&compare&at=4`]);
    expect(replaced).toEqual([alone, `${alone}&compare&at=5`]);
    expect(under).toEqual([alone]);
    state.comparison = undefined;
    await address.write();
    expect([state.href, under]).toEqual([alone, []]);
  });

  it('leaves no entry where a comparison came with the address', async () => {
    const { address, state, added } = setup();
    await address.write();
    const alone = state.href;
    state.href = `${alone}&compare`;
    state.comparison = ['compare', 'row=3'];
    await address.write();
    expect(state.href).toBe(`${alone}&compare&row=3`);
    state.comparison = undefined;
    await address.write();
    expect([state.href, added]).toEqual([alone, []]);
  });

  it('knows the link that lay under a comparison, once', async () => {
    const { address, state } = setup();
    await address.write();
    const { text } = address;
    expect(address.wasUnder(text)).toBe(false);
    state.comparison = ['compare'];
    await address.write();
    expect([address.wasUnder('AbC'), address.wasUnder(text)]).toEqual([false, false]);
    state.comparison = undefined;
    await address.write();
    state.comparison = ['compare'];
    await address.write();
    expect([address.wasUnder(text), address.wasUnder(text)]).toEqual([true, false]);
  });

  it('holds the experiment alone when a link with the comparison is too long', async () => {
    const { address, state } = setup();
    await address.write();
    const alone = state.href;
    const room = MAX_LINK_CHARS - `${address.text}&compare&b=link.`.length;
    const flags = (chars: number) => ['compare', `b=link.${'A'.repeat(chars)}`];
    state.comparison = flags(room);
    await address.write();
    expect([state.href.length - alone.length > room, address.crowded]).toEqual([true, undefined]);
    expect(comparisonIn(address.flags)).toEqual(flags(room));
    state.comparison = flags(room + 1);
    await address.write();
    expect(state.href).toBe(alone);
    const args = { length: MAX_LINK_CHARS + 1, most: MAX_LINK_CHARS };
    expect(address.crowded).toEqual({ id: 'link.tooLong', args });
    state.comparison = undefined;
    await address.write();
    expect(address.crowded).toBeUndefined();
  });
});
