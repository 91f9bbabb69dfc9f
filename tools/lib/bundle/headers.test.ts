import { describe, expect, test } from 'vitest';
import { headersOf, isolationOf, parseHeaders, policyTags, readHeaders } from './headers.mjs';

const RULES = parseHeaders(
  "/*\n  A: 1\n  B: 2\n  Content-Security-Policy: default-src 'none'; frame-ancestors *; script-src a:b\n\n/x/*\n  B: 3\n",
);

describe('_headers', () => {
  test.each([
    ['/', { A: '1', B: '2' }],
    ['/x', { A: '1', B: '2' }],
    ['/x/y', { A: '1', B: '3' }],
  ])('%s', (path, headers) => {
    expect(headersOf(RULES, path)).toMatchObject(headers);
  });

  test.each(['  A: 1', '/*\n  no header', '/*\n  : x'])('refuses %j', (text) => {
    expect(() => parseHeaders(text)).toThrow('is no header of a path');
  });

  test('a page carries its policy without what only a header may say', () => {
    expect(policyTags(RULES)).toEqual([
      { 'http-equiv': 'Content-Security-Policy', content: "default-src 'none'; script-src a:b" },
    ]);
    expect(policyTags([])).toEqual([]);
  });

  test('the page is isolated, and nothing but what is its own may run in it', () => {
    const rules = readHeaders();
    expect(Object.keys(isolationOf(rules))).toHaveLength(3);
    const [policy, referrer] = policyTags(rules);
    expect(policy?.['content']).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(referrer).toEqual({ name: 'referrer', content: 'no-referrer' });
  });
});
