import { expect, test } from 'vitest';
import { LateText, written } from './late-text.ts';

test('bytes become text', () => {
  expect(written('ö')).toBe('ö');
  expect(written(new LateText(1, () => '\xc3\xb6'))).toBe('ö');
});

test('text is made once, when it is read', () => {
  let made = 0;
  const text = new LateText(2, () => {
    made += 1;
    return 'text';
  });
  expect([text.atLeast, made]).toEqual([2, 0]);
  expect([String(text), String(text), made]).toEqual(['text', 'text', 1]);
});
