import { expect, it } from 'vitest';
import { readLink, plainExperiment, writeLink } from '../../../engine/journal/index.ts';
import { embedLines, nameFor } from './sharing.ts';

it('a frame names its address and its title as attributes, whatever they hold', () => {
  expect(embedLines('http://h/#abc&embed', 'a "b" & <i>')).toBe(
    '<iframe src="http://h/#abc&amp;embed" width="600" height="600" loading="lazy" ' +
      'title="a &quot;b&quot; &amp; &lt;i>"></iframe>',
  );
  expect(embedLines('http://h/', '')).toContain('title="Carveout"');
});

it('a name is the nearest that a link carries', () => {
  const name = nameFor('  my <notes>\n ');
  expect(name).toBe('my notes');
  const link = writeLink(plainExperiment('board ssd202\n', name));
  expect(readLink('text' in link ? link.text : '')).toMatchObject({ experiment: { title: name } });
});
