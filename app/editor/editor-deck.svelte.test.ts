import { beforeEach, describe, expect, it } from 'vitest';
import { bootOf } from '../../engine/language/index.ts';
import { append, EMPTY } from '../page/capped.ts';
import type { Capped } from '../page/capped.ts';
import { Draft } from './draft.svelte.ts';
import { SessionDeck } from './editor-deck.svelte.ts';
import type { DeckSession } from './editor-deck.svelte.ts';
import type { RunBy, ScriptLine } from '../session/transcript/transcript.ts';

/** Executes every statement at once; a line that says `bad` is refused, `board` begins anew. */
class FakeSession implements DeckSession {
  running = undefined;
  script: Capped<ScriptLine> = EMPTY;
  get record(): DeckSession['record'] {
    const lines = this.script.items.filter(({ at }) => at <= this.position);
    const line = lines.findLast(({ text }) => bootOf(text));
    return { board: line && { ...line, firstId: line.id, lineId: line.id } };
  }
  readonly asked: string[] = [];
  position = 0;
  length = 0;
  #id = 0;
  #op = 0;
  /** Texts of other experiments that were begun. */
  readonly begun: string[] = [];
  run = (source: string, by?: RunBy): Promise<boolean> => {
    // Whoever executes something at an earlier position lets go what lies beyond.
    if (this.position < this.length) this.cut(this.position);
    this.asked.push(`${by ?? 'console'}: ${source.trimStart().replaceAll('\n', '|')}`);
    return this.#execute(source, by, 0);
  };
  become: DeckSession['become'] = (source, { upTo, kept, apart }, { by, lead = 0 }) => {
    const parts = source
      .split('\n')
      .flatMap((text, at) => (text.trim() === '' ? [] : [{ text, at }]));
    const { items } = this.script;
    let same = 0;
    while (same < parts.length && parts[same]!.text === items[same]?.text) same += 1;
    if (same === 0 && items.length > 0) {
      apart();
      return Promise.resolve(false);
    }
    const place = items[same - 1]?.at ?? 0;
    const ran = parts.slice(0, same).flatMap(({ at }, i): ScriptLine[] => {
      const line = at + 1 - lead;
      return items[i]!.comment || line < 1 ? [] : [{ ...items[i]!, line, by: 'editor' }];
    });
    this.position = place;
    if (upTo && same === parts.length) {
      this.asked.push(`seek: ${place}`);
      return Promise.resolve(true);
    }
    if (same < items.length) {
      this.asked.push(`cut: ${place}`);
      this.script = { items: items.slice(0, same), dropped: 0 };
      this.#op = items.slice(0, same).findLast(({ op }) => op !== undefined)?.op ?? 0;
      this.position = this.length = place;
    }
    kept(ran);
    const from = parts[same]?.at;
    if (from === undefined) return Promise.resolve(true);
    const lines = source.split('\n');
    this.asked.push(`editor: ${lines.slice(from).join('|')}`);
    return this.#execute('\n'.repeat(from) + lines.slice(from).join('\n'), by, lead);
  };
  /** Another experiment takes the place of what was executed. */
  anew = (text: string, { by, lead = 0 }: Parameters<DeckSession['become']>[2]): Promise<void> => {
    this.begun.push(text.replaceAll('\n', '|'));
    this.script = EMPTY;
    this.position = this.length = 0;
    return this.#execute(text, by, lead).then(() => {});
  };
  #execute(source: string, by: RunBy | undefined, lead: number): Promise<boolean> {
    const lines = source.split('\n').flatMap((text, at): ScriptLine[] => {
      if (text.trim() === '') return [];
      const comment = text.startsWith('#');
      const board = /^board\b/.test(text);
      if (board) this.#op = 0;
      const op = comment || board ? undefined : (this.#op += 1);
      const failed = text.includes('bad');
      return [
        {
          id: (this.#id += 1),
          op,
          at: (this.length += comment ? 0 : 1),
          steps: comment ? 0 : 1,
          text,
          comment,
          failed,
          line: comment || at < lead ? undefined : at + 1 - lead,
          by,
        },
      ];
    });
    this.script = append(this.script, lines, 1_000);
    this.position = this.length;
    return Promise.resolve(true);
  }
  seek = (position: number): Promise<void> => {
    this.asked.push(`seek: ${position}`);
    this.position = position;
    return Promise.resolve();
  };
  cut(position: number): void {
    const items = this.script.items.filter(({ at }) => at <= position);
    this.script = { items, dropped: 0 };
    this.position = this.length = position;
  }
}

let session: FakeSession;
let deck: SessionDeck;
beforeEach(() => {
  session = new FakeSession();
  deck = new SessionDeck(new Draft(), session, session.anew);
});
const follow = (): void => deck.follow();
const write = (text: string): void => deck.draft.edit(text);
/** `line:op`, a mark of exclamation where it went wrong. */
const ran = (): string =>
  [...deck.ran].map(([line, { op, failed }]) => `${line}:${op}${failed ? '!' : ''}`).join(' ');

describe('following the session', () => {
  it('begins with its script, and grows with it', () => {
    void session.run('# seed\nboard ssd202\na');
    deck.adopt();
    expect(deck.draft.text).toBe('# seed\nboard ssd202\na');
    void session.run('b\n# why\nc');
    follow();
    expect(deck.draft.text).toBe('# seed\nboard ssd202\na\nb\n\n# why\nc');
    expect(ran()).toBe('2:0 3:1 4:2 7:3');
    expect(deck.current).toBe(7);
    expect(deck.draft.dirty).toBe(false);
    expect(deck.canStep).toBe(false);
  });

  it('takes no line twice', () => {
    void session.run('board ssd202');
    deck.adopt();
    follow();
    void session.run('a');
    follow();
    follow();
    expect(deck.draft.text).toBe('board ssd202\na');
  });

  it('counts what is executed elsewhere once the text is the reader’s own', () => {
    void session.run('board ssd202\na');
    deck.adopt();
    write('board ssd202\na\nnot yet');
    void session.run('b\n# said\nc');
    follow();
    expect(deck.draft.text).toBe('board ssd202\na\nnot yet');
    expect(deck.draft.outside).toBe(2);
    deck.adopt();
    expect(deck.draft.outside).toBe(0);
    expect(deck.draft.text).toBe('board ssd202\na\nb\n\n# said\nc');
  });
});

describe('running', () => {
  it('runs all of it from the start, and marks each line', () => {
    write('board generic\na\n\nbad\n');
    deck.run();
    follow();
    expect(session.asked).toEqual(['editor: board generic|a||bad|']);
    expect(ran()).toBe('1:0 2:1 4:2!');
    expect(deck.current).toBe(4);
  });

  it('again changes nothing', () => {
    write('board generic\na\n\nbad\n');
    for (let times = 0; times < 4; times += 1) {
      deck.run();
      follow();
    }
    expect(session.asked).toEqual(['editor: board generic|a||bad|']);
    expect(session.script.items.map(({ text }) => text)).toEqual(['board generic', 'a', 'bad']);
    expect(ran()).toBe('1:0 2:1 4:2!');
  });

  it('begins at the first line that differs; what lay beyond is let go', () => {
    write('board generic\na\nb\nc');
    deck.run();
    follow();
    write('board generic\na\nB\nc');
    deck.run();
    follow();
    expect(session.asked.slice(1)).toEqual(['cut: 2', 'editor: B|c']);
    expect(session.script.items.map(({ text }) => text)).toEqual(['board generic', 'a', 'B', 'c']);
    expect(ran()).toBe('1:0 2:1 3:2 4:3');
    expect([deck.draft.dirty, deck.draft.outside]).toEqual([false, 0]);
  });

  it('of a text that ends earlier takes the end back', () => {
    write('board generic\na\nb\n# end');
    deck.run();
    follow();
    write('board generic\na\n\n');
    deck.run();
    follow();
    expect(session.asked.slice(1)).toEqual(['cut: 2']);
    expect(deck.draft.text).toBe('board generic\na\n\n');
    expect(ran()).toBe('1:0 2:1');
  });

  it('takes back what was typed elsewhere meanwhile', () => {
    write('board generic\na\nb');
    deck.runTo(2);
    follow();
    void session.run('elsewhere');
    follow();
    expect(deck.draft.outside).toBe(1);
    deck.run();
    follow();
    expect(session.script.items.map(({ text }) => text)).toEqual(['board generic', 'a', 'b']);
    expect([deck.draft.outside, ran()]).toEqual([0, '1:0 2:1 3:2']);
  });

  it('begins another experiment where no line is the same', () => {
    void session.run('# mine\nboard ssd202\na');
    write('# other\nboard generic\nb');
    deck.run();
    follow();
    expect(session.begun).toEqual(['# other|board generic|b']);
    expect(session.script.items.map(({ text }) => text)).toEqual(['# other', 'board generic', 'b']);
    expect(ran()).toBe('2:0 3:1');
    expect([deck.draft.dirty, deck.draft.outside]).toEqual([false, 0]);
  });

  it('boots the board that runs when the text does not', () => {
    void session.run('board dm365 mem=64M');
    write('a');
    deck.run();
    follow();
    expect(session.asked.slice(1)).toEqual(['editor: a']);
    expect(session.script.items.map(({ text }) => text)).toEqual(['board dm365 mem=64M', 'a']);
    expect(ran()).toBe('1:1');
    expect(deck.draft.outside).toBe(0);
  });

  it.each([
    ['board dm365\nboard nosuch', 'board dm365', 'cut: 1'],
    ['x\nboard ssd202\nexpect ok board imx6', 'expect ok board imx6', undefined],
  ])('goes on upon the board that runs after %j', (before, boots, cut) => {
    void session.run(before);
    write('board nosuch\na');
    deck.run();
    // It is the first line that was executed, or it begins another experiment.
    const text = [boots, 'board nosuch', 'a'];
    expect(session.script.items.map((line) => line.text)).toEqual(text);
    expect(session.begun).toEqual(cut ? [] : [text.join('|')]);
  });

  it('boots the board of the place where the machine stands', () => {
    void session.run('x\nboard dm365\na\nboard imx6');
    session.position = 3;
    write('b');
    deck.run();
    expect(session.begun).toEqual(['board dm365|b']);
  });

  it('follows again once all of it ran', () => {
    write('board ssd202\na');
    deck.run();
    follow();
    void session.run('b');
    follow();
    expect(deck.draft.text).toBe('board ssd202\na\nb');
    expect(ran()).toBe('1:0 2:1 3:2');
  });

  it('runs up to a line, then only what is missing', () => {
    write('board ssd202\na\nb\nc\nd');
    deck.runTo(3);
    follow();
    expect(deck.current).toBe(3);
    deck.runTo(4);
    follow();
    expect(session.asked).toEqual(['editor: board ssd202|a|b', 'editor: c']);
    expect(ran()).toBe('1:0 2:1 3:2 4:3');
  });

  it('goes to a line that lies after', () => {
    write('board ssd202\na\nb');
    deck.run();
    follow();
    deck.runTo(2);
    follow();
    expect(session.asked[1]).toBe('seek: 2');
    expect(deck.current).toBe(2);
    expect(ran()).toBe('1:0 2:1');
  });

  it('does nothing with a text that holds nothing', () => {
    write('# only\n\n# words');
    deck.run();
    deck.step();
    expect(session.asked).toEqual([]);
  });
});

describe('stepping', () => {
  it('executes one statement at a time, the comments before it included', () => {
    write('board ssd202\n# one\na\nb');
    for (const expected of [1, 3, 4]) {
      deck.step();
      follow();
      expect(deck.current).toBe(expected);
    }
    expect(session.asked).toEqual(['editor: board ssd202', 'editor: # one|a', 'editor: b']);
    expect(deck.canStep).toBe(false);
  });

  it('boots before the first statement of a text without a board', () => {
    write('a\nb');
    deck.step();
    follow();
    deck.step();
    expect(session.script.items.map(({ text }) => text)).toEqual(['board ssd202', 'a', 'b']);
  });

  it('goes back in time to the line before, and forward again', () => {
    write('board ssd202\na\nb');
    deck.run();
    follow();
    deck.stepBack();
    follow();
    expect(deck.current).toBe(2);
    expect(ran()).toBe('1:0 2:1');
    deck.stepBack();
    follow();
    expect(deck.current).toBe(1);
    expect(deck.canStepBack).toBe(false);
    deck.step();
    expect(deck.current).toBe(2);
    expect(ran()).toBe('1:0 2:1');
    expect(session.asked.slice(1)).toEqual(['seek: 2', 'seek: 1', 'seek: 2']);
  });
});

describe('what the session lets go', () => {
  it('leaves the text that follows it', () => {
    void session.run('board ssd202\na\nb');
    deck.adopt();
    session.position = 2;
    void session.run('c');
    follow();
    expect(deck.draft.text).toBe('board ssd202\na\nc');
    expect(ran()).toBe('1:0 2:1 3:3');
    session.cut(0);
    follow();
    void session.run('board generic\nz');
    follow();
    expect(deck.draft.text).toBe('board generic\nz');
  });

  it('has not run in a text of the reader’s own', () => {
    write('board ssd202\na\nb\nc');
    deck.runTo(3);
    follow();
    session.cut(2);
    follow();
    expect(deck.draft.text).toBe('board ssd202\na\nb\nc');
    expect(ran()).toBe('1:0 2:1');
    expect(deck.next).toBe(3);
  });

  it('leaves a text of the reader’s own that was executed up to there', () => {
    void session.run('board ssd202\nelsewhere');
    write('# mine\nboard generic\na\n\nb');
    deck.run();
    follow();
    session.position = session.length - 1;
    void session.run('c');
    follow();
    expect(deck.draft.text).toBe('# mine\nboard generic\na\nc');
    expect(ran()).toBe('2:0 3:1 4:3');
  });

  it('is noticed where a line was only cut short', () => {
    void session.run('board ssd202\na');
    deck.adopt();
    const [boot, last] = session.script.items;
    session.script = { items: [boot!, { ...last!, text: 'half' }], dropped: 0 };
    follow();
    expect(deck.draft.text).toBe('board ssd202\nhalf');
  });
});

describe('editing', () => {
  beforeEach(() => {
    write('board ssd202\na\nb');
    deck.run();
    follow();
  });

  it('after what ran changes nothing of it', () => {
    write('board ssd202\na\nb\nc');
    expect(deck.draft.dirty).toBe(false);
    expect(deck.next).toBe(4);
    deck.step();
    follow();
    expect(ran()).toBe('1:0 2:1 3:2 4:3');
  });

  it('in what ran is said, and the marks of the other lines move along', () => {
    write('board ssd202\n# new\nA\nb');
    expect(deck.draft.dirty).toBe(true);
    expect(ran()).toBe('1:0 4:2');
    expect(deck.current).toBe(4);
  });

  it('undone brings everything back', () => {
    write('board ssd202\nA\nb');
    write('board ssd202\na\nb');
    expect(deck.draft.dirty).toBe(false);
    expect(ran()).toBe('1:0 2:1 3:2');
    expect(deck.current).toBe(3);
  });

  it('of the last line lets a step execute it again', () => {
    write('board ssd202\na\nB');
    expect(deck.current).toBe(2);
    deck.step();
    expect(session.asked.slice(-2)).toEqual(['cut: 2', 'editor: B']);
    expect(session.script.items.map(({ text }) => text)).toEqual(['board ssd202', 'a', 'B']);
  });

  it('goes on from the changed line when run to a line after it', () => {
    write('board ssd202\nA\nb\nc');
    deck.runTo(4);
    expect(session.asked.slice(-2)).toEqual(['cut: 1', 'editor: A|b|c']);
  });
});
