/**
 * The recipe for a system, followed by its smallest example: lists with one entry more are all that a
 * machine and the language need.
 */
import { expect, test, vi } from 'vitest';
import type { Command } from '../../contract/command.ts';
import { fetchEverything, FetchedSystems, needs } from '../../machine/systems.ts';
import { SYSTEMS } from '../../systems/index.ts';
import { bump } from './entry.ts';

vi.mock('../../systems/columns.ts', async (original) => {
  const list = await original<typeof import('../../systems/columns.ts')>();
  const { BUMP_COLUMNS, NO_BUMP } = await import('./columns.ts');
  const COLUMNS = { ...list.COLUMNS, ...BUMP_COLUMNS };
  const columnLength: typeof list.columnLength = (name, sizes) =>
    name in BUMP_COLUMNS ? sizes.bumpRows : list.columnLength(name, sizes);
  return { ...list, COLUMNS, NOTHING: { ...list.NOTHING, ...NO_BUMP }, columnLength };
});
vi.mock('../../systems/texts.ts', async (original) => {
  const list = await original<typeof import('../../systems/texts.ts')>();
  const { bumpText } = await import('./words/says.ts');
  return { TEXTS: [...list.TEXTS, bumpText] };
});

const { createMachine } = await import('../../index.ts');
const { complete, formatCommand, help, lineText, parse, printOutcome, say } =
  await import('../../language/index.ts');
const LIST = [...SYSTEMS, bump];
const systems = await fetchEverything(LIST);

const commandsOf = (source: string): readonly Command[] => {
  const { statements, errors } = parse(source);
  expect(errors).toEqual([]);
  return statements.map(({ command }) => command);
};
const after = (source: string) => {
  const machine = createMachine(systems);
  for (const command of commandsOf(source)) machine.exec(command);
  return machine;
};
/** What the console shows under each line. */
const console = (source: string, lang: 'en' | 'zh' = 'en'): string[] => {
  const machine = after('board ssd202');
  return commandsOf(source).flatMap((command) =>
    printOutcome(command, machine.exec(command)).map((line) => lineText(line, lang)),
  );
};
const SCRIPT = 'a = bump_alloc(100)\nb = bump_alloc(64)';

test('its code comes before its board', async () => {
  expect(needs({ kind: 'bump_reset' }, LIST)).toEqual(['bump']);
  expect(needs(commandsOf('board ssd202')[0]!, LIST)).toEqual(['bump']);
  const fetched = new FetchedSystems(undefined, LIST);
  expect(() => createMachine(fetched)).toThrow('bump was not fetched');
  await fetched.fetch(['bump']);
  expect(createMachine(fetched).exec(commandsOf(SCRIPT)[0]!).result).toMatchObject({ ok: true });
});

test('its calls are read, written, completed and explained', () => {
  expect(commandsOf(SCRIPT).map((command) => formatCommand(command))).toEqual(SCRIPT.split('\n'));
  const context = { boards: [], paths: [], handles: [], regions: [], dmemNames: [] } as never;
  const { options } = complete('bump_', 5, context);
  expect(options.map(({ label }) => label)).toEqual(['bump_alloc(', 'bump_reset(']);
  expect(say({ id: help('bump_alloc(4)', 3)!.spec.doc }, 'zh')).toContain('预留区');
});

test('its values, refusals and words are printed in both languages', () => {
  const end = 0x2800_0000;
  const [first, second] = [end - 2 ** 20, end - 2 ** 20 + 128].map(
    (phys) => `0x${phys.toString(16)}`,
  );
  expect(console(SCRIPT)).toEqual([`a = 100 bytes at ${first}`, `b = 64 bytes at ${second}`]);
  expect(console('bump_alloc(2M)')).toEqual([
    '-ENOMEM (-12): the carve-out has 1 MiB left, not 2 MiB',
  ]);
  expect(console('bump_alloc(2M)', 'zh')[0]).toContain('预留区只剩');
  expect(console(`${SCRIPT}\nbump_reset()\ncma_release(a)`).at(-1)).toContain('was given back');
  expect(console(`expect ${first} ${SCRIPT}\ncma_release(b)`).slice(1)).toEqual([
    expect.stringContaining('as expected'),
    `b = 64 bytes at ${second}`,
    '"b" came from bump_alloc; it goes back through bump_reset',
  ]);
});

test('its boot, files, bytes, columns and events are there', () => {
  const machine = after(`board ssd202\n${SCRIPT}`);
  expect(machine.exec({ kind: 'dmesg' }).result).toMatchObject({
    value: { text: expect.stringContaining('bump: ready') as string },
  });
  expect(machine.paths()).toContain('/proc/bump');
  expect(machine.exec({ kind: 'cat', path: '/proc/bump' }).result).toMatchObject({
    value: { text: '27f00000 100\n27f00080 64\n' },
  });
  expect(machine.bytes(0x27f0_0000, 4)).toEqual(new Uint8Array(4));
  const { layout, columns } = machine.view();
  expect(layout.bumpRows).toBe(2);
  expect([...columns.bumpPhys]).toEqual([0x27f0_0000, 0x27f0_0080]);
  expect([...columns.bumpSize]).toEqual([100, 64]);
  expect(machine.exec(commandsOf('bump_alloc(1)')[0]!).events).toEqual([
    { is: 'bumped', phys: 0x27f0_0100 },
  ]);
  machine.check();
});

test('it is part of checkpoint, weight, state and digest', () => {
  const machine = after('board ssd202');
  const empty = machine.checkpoint();
  for (const command of commandsOf(SCRIPT)) machine.exec(command);
  const saved = machine.checkpoint();
  const state = machine.state();
  expect(state.bump).toEqual({ pieces: 2, free: 2 ** 20 - 192 });
  expect(machine.weigh(saved, empty) - machine.weigh(empty, undefined)).toBeGreaterThan(0);

  machine.restore(empty);
  expect(machine.state().bump).toEqual({ pieces: 0, free: 2 ** 20 });
  // As many operations: nothing but the resets differs.
  for (const command of commandsOf('bump_reset()\nbump_reset()')) machine.exec(command);
  const resets = machine.state();
  machine.restore(empty);
  for (const command of commandsOf('bump_reset()\nls /proc')) machine.exec(command);
  expect(machine.state().digest).not.toBe(resets.digest);

  machine.restore(structuredClone(saved));
  expect(machine.state()).toEqual(state);
  expect(machine.view().layout.bumpRows).toBe(2);
});
