import { describe, expect, it } from 'vitest';
import { plainExperiment, readLink, writeLink } from '../../engine/journal/index.ts';
import { Address } from './address.svelte.ts';
import { ADDRESS_MS } from './limits.ts';

const setup = (href = 'http://host/path?x=1') => {
  let waiting: { run: () => void; ms: number } | undefined;
  const state = { href, source: 'board ssd202\n', busy: false, flags: [] as string[] };
  const [replaced, added]: [string[], string[]] = [[], []];
  const address = new Address(
    {
      href: () => state.href,
      replace: (to) => {
        state.href = to;
        replaced.push(to);
      },
      add: (to) => {
        state.href = to;
        added.push(to);
      },
    },
    {
      experiment: () => plainExperiment(state.source),
      content: () => [state.source],
      busy: () => state.busy,
      link: (experiment) => Promise.resolve(writeLink(experiment)),
      flags: () => state.flags,
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
  return { address, state, replaced, added, rest, waits: () => waiting?.ms };
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
});
