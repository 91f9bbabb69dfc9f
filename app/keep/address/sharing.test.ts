import { expect, it } from 'vitest';
import { embedLines } from './sharing.ts';

it('a frame names its address and its title as attributes, whatever they hold', () => {
  expect(embedLines('http://h/#abc&embed', 'a "b" & <i>')).toBe(
    '<iframe src="http://h/#abc&amp;embed" width="600" height="400" loading="lazy" ' +
      'title="a &quot;b&quot; &amp; &lt;i>"></iframe>',
  );
  expect(embedLines('http://h/', '')).toContain('title="Carveout"');
});
