import { beforeEach, describe, expect, it } from 'vitest';
import type { ScriptLine } from './transcript/transcript.ts';
import { linesOfBoard } from './transcript/lines.ts';
import { SessionRecord } from './record.svelte.ts';

let record: SessionRecord;
beforeEach(() => {
  record = new SessionRecord();
});

/** As if these had been executed, each in so many steps; `#` takes none, `board` boots. */
function execute(...texts: (string | [string, number])[]): void {
  for (const one of texts) {
    const [text, takes] = typeof one === 'string' ? [one, 1] : one;
    const comment = text.startsWith('#');
    const steps = comment ? 0 : takes;
    const at = record.length + steps;
    const id = record.lastId + 2;
    const shared = { at, op: 1, first: false };
    const plain = { failed: false, line: undefined, by: undefined };
    record.add(
      {
        transcript: comment ? [] : [{ id: id - 1, ...shared, content: { kind: 'in', text } }],
        log: [{ id: id - 1, ...shared, channel: 'printk', text, failed: false }],
        script: [{ id, op: comment ? undefined : 1, at, steps, text, comment, ...plain }],
        boots: text.startsWith('board') ? [{ firstId: id - 1, lineId: id, at, text }] : [],
        news: [],
        lastId: id,
        next: 1,
      },
      (lines) => lines,
    );
    record.moveTo(at, at);
  }
}
const texts = (): readonly string[] => record.script.items.map(({ text }) => text);
const said = (): readonly string[] =>
  record.transcript.items.map(({ content }) => ('text' in content ? content.text : content.kind));

describe('a cut', () => {
  beforeEach(() => execute('board ssd202', 'a', '# why', 'b', 'board imx6', ['work', 50]));

  it('takes all that lies beyond from console, log, script and boots', () => {
    record.moveTo(2, 54);
    record.cut(3);
    expect(texts()).toEqual(['board ssd202', 'a', '# why']);
    expect(said()).toEqual(['board ssd202', 'a']);
    expect(record.log.items.map(({ text }) => text)).toEqual(['board ssd202', 'a', '# why']);
    expect(record.boots.map(({ text }) => text)).toEqual(['board ssd202']);
    expect([record.position, record.length]).toEqual([2, 2]);
  });
  it('takes lines without a step along, or leaves them', () => {
    record.moveTo(2, 54);
    record.cut(2);
    expect(texts()).toEqual(['board ssd202', 'a']);
  });
  it('inside a line leaves the half that is given', () => {
    record.moveTo(30, 54);
    const { halved } = record;
    expect(halved).toMatchObject({ text: 'work', at: 54, steps: 50 });
    record.cut(6, { ...halved!, at: 30, steps: 26, text: 'half' });
    expect(texts()).toEqual(['board ssd202', 'a', '# why', 'b', 'board imx6', 'half']);
    expect(record.script.items.at(-1)).toMatchObject({ at: 30, steps: 26 } as ScriptLine);
  });
  it('is between two lines where none is half done', () => {
    for (const position of [0, 1, 4, 54]) {
      record.moveTo(position, 54);
      expect(record.halved).toBeUndefined();
    }
  });
});

describe('the board', () => {
  beforeEach(() => execute('x', 'board ssd202', 'a', '# why', 'b', 'board imx6', 'c'));
  it('is the one that was booted last, at every position', () => {
    const boards = [0, 1, 2, 4, 5, 6].map((position) => {
      record.moveTo(position, 6);
      return record.board?.text;
    });
    const [ssd, imx] = ['board ssd202', 'board imx6'];
    expect(boards).toEqual([undefined, undefined, ssd, ssd, imx, imx]);
  });
  it('has what was executed on it, without comments', () => {
    const lines = [0, 2, 3, 4, 5, 6].map((position) => {
      record.moveTo(position, 6);
      return linesOfBoard(record);
    });
    expect(lines).toEqual([undefined, [], ['a'], ['a', 'b'], [], ['c']]);
  });
  it('tells its own lines from those of others', () => {
    const current = (): readonly string[] =>
      record.transcript.items
        .filter(({ id }) => record.isCurrent(id))
        .map(({ content }) => ('text' in content ? content.text : ''));
    expect(current()).toEqual(['board imx6', 'c']);
    record.moveTo(3, 6);
    expect(current()).toEqual(['board ssd202', 'a', 'b']);
  });
});

it('what the page says stands at the position, under a number of its own', () => {
  execute('a', 'b');
  record.moveTo(1, 2);
  record.say([{ kind: 'page', say: () => 'said' }]);
  const { at, id } = record.transcript.items.at(-1)!;
  expect([at, record.lastId]).toEqual([1, id]);
  record.cut(1);
  expect(said()).toEqual(['a', 'page']);
});

it('an empty one has nothing, not even comments before the first step', () => {
  execute('# why', 'board ssd202');
  record.moveTo(0, 2);
  record.empty();
  expect([texts(), said(), record.log.items, record.boots, record.length]).toEqual([
    ...[[], [], [], []],
    0,
  ]);
});
