import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '../contract/command.ts';
import { callNames, calls } from './calls/index.ts';
import { complete } from './complete.ts';
import { compose } from './compose.ts';
import { onOneLine } from './continuation.ts';
import { formatCommand } from './format.ts';
import { help } from './help.ts';
import { highlight } from './grammar/highlight.ts';
import { say } from './messages/index.ts';
import { parse } from './parse.ts';
import { cmem, expectation, plain, pools, text } from '../test/any-command.ts';

const single = fc.oneof(...plain, ...pools, ...cmem);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: single },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('expect' as const),
      what: expectation,
      command: single,
    }),
  },
);

/** Pieces of the language, glued together: nearer to real mistakes than random characters. */
const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...callNames,
        'expect',
        'ok',
        'ENOMEM',
        'a',
        '=',
        '(',
        ')',
        ',',
        '"',
        "'",
        '#',
      ),
      fc.constantFrom(
        '0x',
        '64K',
        '-1',
        '1.5',
        '[',
        ']',
        '@',
        ';',
        '>',
        '\\',
        '\n',
        ' ',
        'x=',
        '$',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

describe('commands and their text', () => {
  test('every command is what its own text means', () => {
    fc.assert(
      fc.property(command, (given) => {
        const { statements, errors } = parse(formatCommand(given));
        expect(errors).toEqual([]);
        expect(statements.map((statement) => statement.command)).toEqual([given]);
      }),
      { numRuns: 1500 },
    );
  });

  test('every kind of command was among them', () => {
    const kinds = fc.sample(single, { numRuns: 4000, seed: 1 }).map((one) => one.kind);
    expect([...new Set(kinds)].sort((a, b) => (a < b ? -1 : 1))).toEqual(
      [...callNames].sort((a, b) => (a < b ? -1 : 1)),
    );
  });

  test('canonical text is its own canonical text', () => {
    fc.assert(
      fc.property(command, (given) => {
        const once = formatCommand(given);
        expect(parse(once).statements.map((one) => formatCommand(one.command))).toEqual([once]);
      }),
    );
  });
});

describe('nothing a person can type breaks it', () => {
  const context = {
    boards: ['x'],
    paths: ['/a/b'],
    handles: ['h'],
    regions: ['r'],
    dmemNames: ['d e'],
  };
  const anything = fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 60 }));

  test('parse: statements and errors lie in the text, messages are sentences', () => {
    fc.assert(
      fc.property(anything, (source) => {
        const { statements, errors } = parse(source);
        for (const { from, to, text: piece } of statements)
          expect(onOneLine(source.slice(from, to))).toBe(piece);
        for (const { from, to, line, column, message } of errors) {
          expect(0 <= from && from <= to && to <= source.length).toBe(true);
          const start = source.slice(0, from).lastIndexOf('\n') + 1;
          expect([line, column]).toEqual([
            source.slice(0, from).split('\n').length,
            from - start + 1,
          ]);
          for (const lang of ['en', 'zh'] as const) expect(say(message, lang)).not.toBe(message.id);
        }
      }),
      { numRuns: 1000, examples: [['board\\\n0x']] },
    );
  });

  test('a line with a statement has no error, and the other way round', () => {
    fc.assert(
      fc.property(anything, (source) => {
        const { statements, errors } = parse(source);
        const good = new Set(statements.map((statement) => statement.line));
        expect(good.size).toBe(statements.length);
        expect(errors.filter((error) => good.has(error.line))).toEqual([]);
      }),
    );
  });

  test('highlight: spans in order, inside the text, not overlapping', () => {
    fc.assert(
      fc.property(anything, (source) => {
        let last = 0;
        for (const { from, to } of highlight(source)) {
          expect(last <= from && from < to && to <= source.length).toBe(true);
          last = to;
        }
      }),
    );
  });

  test('complete and help: offsets in the text, around the cursor', () => {
    fc.assert(
      fc.property(anything, fc.nat(70), (source, pos) => {
        const at = Math.min(pos, source.length);
        const { from, to } = complete(source, at, context);
        expect(0 <= from && from <= to && to === at).toBe(true);
        const found = help(source, at);
        if (found) expect(found.from <= at && at <= found.to).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('a form field cannot break out of its line', () => {
    fc.assert(
      fc.property(fc.constantFrom(...calls), text, text, (spec, one, two) => {
        const args = Object.fromEntries(
          spec.params.map((param, i) => [param.name, i % 2 ? one : two]),
        );
        const line = compose(spec, { args, into: one, rest: two });
        expect(line).not.toMatch(/\n/);
      }),
    );
  });
});
