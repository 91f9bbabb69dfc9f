import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../machine/all-systems.ts';
import { createMachine } from '../index.ts';
import { readFile, writeLink } from '../journal/index.ts';
import { parse, printOutcome, lineText } from '../language/index.ts';
import { commentsOf } from './comments.ts';
import { SCENARIOS } from './index.ts';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.carveout'));
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

test('the list has every file, and says what the files say', () => {
  expect(SCENARIOS.map(({ id }) => `${id}.carveout`).sort((a, b) => (a < b ? -1 : 1))).toEqual(
    [...files].sort((a, b) => (a < b ? -1 : 1)),
  );
  for (const { id, title, about } of SCENARIOS)
    expect(commentsOf(textOf(`${id}.carveout`))).toEqual({ title, about });
});

describe.each(files)('%s', (name) => {
  const text = textOf(name);
  const { statements, errors } = parse(text);

  test('has a title and a sentence in both languages', () => {
    const { title, about } = commentsOf(text);
    for (const said of [title, about]) {
      expect(said.en).toMatch(/^[^\p{Script=Han}]+$/u);
      expect(said.zh).toMatch(/\p{Script=Han}/u);
      expect(said.zh).not.toMatch(/\p{Script=Han}[,;:?!]/u);
    }
    expect(about.en).toMatch(/\.$/);
    expect(about.zh).toMatch(/。$/);
  });
  test('boots its board first', () => {
    const first = statements[0]!.command;
    const board = first.kind === 'board' ? first.board : '';
    expect(SCENARIOS.find(({ id }) => `${id}.carveout` === name)!.board).toBe(board);
  });
  test('ends as it says', () => {
    expect(errors).toEqual([]);
    const machine = createMachine(ALL_SYSTEMS);
    let expectations = 0;
    for (const { command, line } of statements) {
      const outcome = machine.exec(command);
      machine.check();
      if (!outcome.expectation) continue;
      expectations += 1;
      const said = printOutcome(command, outcome).map((one) => lineText(one, 'en'));
      if (!outcome.expectation.held) throw new Error(`line ${line}: ${said.join('\n')}`);
    }
    expect(expectations).toBeGreaterThan(0);
  });
  test('fits a link, and is its own file', () => {
    const opened = readFile(text);
    if ('refused' in opened) throw new Error(opened.refused.id);
    expect(opened.experiment.title).toBe(commentsOf(text).title.en);
    expect(writeLink(opened.experiment)).toHaveProperty('text');
  });
});
