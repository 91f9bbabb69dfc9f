import { describe, expect, it } from 'vitest';
import { PageState } from '../../../engine/contract/view.ts';
import { HoleIndex } from '../geometry/holes.ts';
import { PATTERNS } from '../patterns.ts';
import type { Palette } from '../palette.ts';
import { MOST_RECTS } from './limits.ts';
import { pictureSvg } from './picture.ts';
import type { Picture } from './picture.ts';
import { PlatePainter } from '../plate.ts';
import type { Scene } from '../scene.ts';
import { createSpace, fitOrder } from '../geometry/space.ts';
import type { Still } from './still.ts';
import { escapeXml, fontParts, SvgContext } from './svg.ts';
import type { SvgTools } from './svg.ts';
import { buildFrame, seedFrame } from '../test/frames.ts';
import { record, testBrushes, testPalette, testWords } from '../test/recording.ts';

const tools: SvgTools = {
  measure: (text) => ({ width: text.length * 6 }) as TextMetrics,
  image: (width, height) =>
    ({ width, height, data: new Uint8ClampedArray(width * height * 4) }) as ImageData,
  encode: (_image, width, height) => `data:image/png;base64,${width}x${height}`,
};
const painted = (paint: (ctx: SvgContext) => void, ratio = 1): string => {
  const ctx = new SvgContext(tools, 'p-', ratio);
  paint(ctx);
  return ctx.markup;
};

describe('a context that writes SVG', () => {
  it('writes rectangles where they lie after moving and scaling', () => {
    expect(
      painted((ctx) => {
        ctx.fillStyle = '#123456';
        ctx.translate(10, 20);
        ctx.scale(2, 2);
        ctx.fillRect(1, 2, 3, 4);
        ctx.fillRect(0, 0, -5, 4.123456);
        ctx.fillRect(0, 0, 0, 4);
      }),
    ).toBe(
      '<rect x="12" y="24" width="6" height="8" fill="#123456"/>\n' +
        '<rect x="0" y="20" width="10" height="8.25" fill="#123456"/>',
    );
  });

  it('gives back what was saved, and nothing that was not', () => {
    expect(
      painted((ctx) => {
        ctx.fillStyle = 'red';
        ctx.save();
        ctx.fillStyle = 'blue';
        ctx.globalAlpha = 0.5;
        ctx.translate(5, 5);
        ctx.fillRect(0, 0, 1, 1);
        ctx.restore();
        ctx.restore();
        ctx.fillRect(0, 0, 1, 1);
      }),
    ).toBe(
      '<rect x="5" y="5" width="1" height="1" fill="blue" opacity="0.5"/>\n' +
        '<rect x="0" y="0" width="1" height="1" fill="red"/>',
    );
  });

  it('strokes and fills paths; circles are two arcs', () => {
    expect(
      painted((ctx) => {
        ctx.strokeStyle = '#abc';
        ctx.lineWidth = 2;
        ctx.beginPath();
        ctx.moveTo(0, 0);
        ctx.bezierCurveTo(1, 1, 2, 2, 3, 3);
        ctx.lineTo(4, 0);
        ctx.closePath();
        ctx.stroke();
        ctx.beginPath();
        ctx.arc(5, 5, 2, 0, Math.PI * 2);
        ctx.fill();
        ctx.beginPath();
        ctx.stroke();
      }),
    ).toBe(
      '<path d="M0 0C1 1 2 2 3 3L4 0Z" fill="none" stroke="#abc" stroke-width="2"/>\n' +
        '<path d="M7 5A2 2 0 0 1 3 5A2 2 0 0 1 7 5" fill="#000"/>',
    );
  });

  it('cuts off until what was saved is given back', () => {
    const markup = painted((ctx) => {
      ctx.save();
      ctx.beginPath();
      ctx.rect(1, 2, 3, 4);
      ctx.clip();
      ctx.fillRect(0, 0, 9, 9);
      ctx.restore();
      ctx.fillRect(0, 0, 1, 1);
    });
    expect(markup.split('\n')).toEqual([
      '<clipPath id="p-c1"><path d="M1 2L4 2L4 6L1 6Z"/></clipPath>',
      '<g clip-path="url(#p-c1)">',
      '<rect x="0" y="0" width="9" height="9" fill="#000"/>',
      '</g>',
      '<rect x="0" y="0" width="1" height="1" fill="#000"/>',
    ]);
  });

  it('writes text as text, whatever is in it', () => {
    const markup = painted((ctx) => {
      ctx.font = '600 20px "A & B", sans-serif';
      ctx.textBaseline = 'middle';
      ctx.textAlign = 'right';
      ctx.fillText('<b>"x" & y\u0000\ud800', 10, 10);
      ctx.fillText('  ', 10, 10);
    });
    expect(markup).toBe(
      '<text x="10" y="17" font-size="20" font-family="&quot;A &amp; B&quot;, sans-serif" ' +
        'font-weight="600" text-anchor="end" fill="#000">&lt;b&gt;&quot;x&quot; &amp; y</text>',
    );
  });

  it('puts pixels where a canvas puts them, in device pixels: runs of a colour, one path each', () => {
    const markup = painted((ctx) => {
      ctx.translate(100, 100);
      const image = ctx.createImageData(8, 6);
      const pixels = new Uint32Array(image.data.buffer).fill(0xff563412);
      pixels.fill(0xff0000ff, 8, 12);
      ctx.putImageData(image, 4, 2, 0, 0, 8, 4);
    }, 2);
    const paths = ['#123456', '#ff0000'].map((fill, i) => {
      const d = ['M2 1h4v0.5h-4zM4 1.5h2v0.5h-2zM2 2h4v1h-4z', 'M2 1.5h2v0.5h-2z'][i];
      return `<path shape-rendering="crispEdges" fill="${fill}" d="${d}"/>`;
    });
    expect(markup.split('\n')).toEqual(paths);
  });

  it.each([
    [MOST_RECTS, false],
    [MOST_RECTS + 1, true],
  ])('%d runs are one image: %s', (runs, isImage) => {
    const width = 500;
    const markup = painted((ctx) => {
      const image = ctx.createImageData(width, Math.ceil(runs / width));
      // No two neighbours are alike, and nothing repeats below, until the last run fills its line.
      const pixels = new Uint32Array(image.data.buffer);
      pixels.forEach((_, i) => (pixels[i] = (Math.min(i, runs - 1) % 7) | 0xff000000));
      ctx.putImageData(image, 6, 4);
    });
    expect(markup.length).toBeLessThan(1_000_000);
    expect(markup.startsWith('<image x="6" y="4" width="500"')).toBe(isImage);
    expect(markup.includes('image-rendering:pixelated')).toBe(isImage);
    expect(markup.startsWith('<path ')).toBe(!isImage);
  });

  it('takes no pattern of a canvas', () => {
    expect(() =>
      painted((ctx) => {
        ctx.fillStyle = {} as CanvasPattern;
        ctx.fillRect(0, 0, 1, 1);
      }),
    ).toThrow('url()');
  });
});

it.each([
  ['600 12.5px Sans, "B"', ['600', 12.5, 'Sans, "B"']],
  ['11px mono', ['400', 11, 'mono']],
])('font %s', (font, parts) => {
  expect(fontParts(font)).toEqual(parts);
});
it('text for XML', () => {
  expect(escapeXml('a\u0001<\ufffe>&"\n')).toBe('a&lt;&gt;&amp;&quot;\n');
});

describe('a picture', () => {
  const palette = testPalette();
  const still = (view = seedFrame(), order?: number): Still => {
    const region = view.layout.regions[0]!;
    const input = { ranges: region.ranges, room: 1040, maxHeight: 440, scale: 1 };
    const space = createSpace({ ...input, order: order ?? fitOrder(input) });
    const holes = new HoleIndex();
    holes.update(view, region.ranges, 4);
    const paint: Still['paint'] = (ctx, brushes, ratio, colours) => {
      const stage = { space, palette: colours, brushes, words: testWords };
      const scene: Scene = { view, region, ...stage, holes, align: 4, ratio };
      new PlatePainter().paint(ctx, scene, { width: 1040, height: 460, scroll: 0 });
    };
    return { width: 1040, height: 460, palette, scale: 1, paint };
  };
  const pictureOf = (...stills: readonly [Still, ...Still[]]): Picture => ({
    title: 'a <title> & more',
    facts: ['SSD202', 'Linux 4.9.84', 'step 3 of 9'],
    maps: stills.map((one, i) => ({
      still: one,
      name: `CMA region r${i}`,
      figures: ['used 7', 'free 505'],
    })) as unknown as Picture['maps'],
    legend: [
      { text: 'emac', mono: true, paint: ({ ctx, box }) => ctx.fillRect(box.x, box.y, 5, 5) },
    ],
    print: { said: 'This opens the same:', link: `https://x.y/#${'A'.repeat(300)}` },
    palette,
  });

  it('says what it is of, names what lies there, brings its patterns, and leaves no group open', () => {
    const svg = pictureSvg(pictureOf(still()), tools);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="1076" height="\d+"/);
    const names = ['emac1_buff', 'a &lt;title&gt; &amp; more', 'CMA region r0', 'emac'];
    const lines = ['SSD202  ·  Linux 4.9.84  ·  step 3 of 9', 'used 7  ·  free 505'];
    for (const text of [...names, ...lines, 'This opens the same:'])
      expect(svg).toContain(`>${text}</text>`);
    for (const name of PATTERNS) expect(svg).toContain(`<pattern id="${name}"`);
    expect(svg).toContain('fill="url(#waste)"');
    expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('breaks a link anywhere, and loses nothing of it', () => {
    const svg = pictureSvg(pictureOf(still()), tools);
    const texts = [...svg.matchAll(/font-size="9" font-family="sans" fill="[^"]*">([^<]*)/g)];
    const [, ...link] = texts.map(([, text]) => text!);
    expect(link.length).toBe(2);
    expect(link.join('')).toBe(`https://x.y/#${'A'.repeat(300)}`);
  });

  it('puts several maps below one another, each on whole pixels below its name', () => {
    const svg = pictureSvg(pictureOf(still(), still(seedFrame(), 9)), tools);
    const tops = [...svg.matchAll(/<g transform="translate\(18 ([\d.]+)\)">/g)].map(([, y]) => +y!);
    expect(tops.length).toBe(2);
    expect(tops.every(Number.isInteger)).toBe(true);
    expect(tops[1]! - tops[0]!).toBeGreaterThan(460);
  });

  it('has the pixels of a dense map as they are on the map', () => {
    const states = Array.from({ length: 65_536 }, (_, i) =>
      (i * 7919) % 97 < 60 ? PageState.ALLOCATED | ((i >> 7) % 8) : 0,
    );
    const view = buildFrame({ regions: [{ ranges: [[0x1000, states.length]] }] });
    states.forEach((state, i) => {
      view.columns.page[i] = state;
      view.columns.owner[i] = state === 0 ? 0 : 1 + (i >> 7);
    });
    const dense = still(view, 12);
    const { image, left, top } = tinted(dense, palette);
    const svg = pictureSvg(pictureOf(dense), tools);
    const rasterised = new Uint32Array(image.width * image.height);
    const crisp = /<path shape-rendering="crispEdges" fill="#([0-9a-f]{6})" d="([^"]*)"/g;
    for (const [, rgb, d] of svg.matchAll(crisp))
      for (const [, x, y, w, h] of d!.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g))
        for (let line = +y! - top; line < +y! - top + +h!; line += 1) {
          const from = line * image.width + +x! - left;
          rasterised.fill(pixelOf(rgb!), from, from + +w!);
        }
    expect(svg).not.toContain('<image');
    const pixels = [...new Uint32Array(image.data.buffer)];
    expect(new Set(pixels).size).toBeGreaterThan(20);
    expect([...rasterised]).toEqual(pixels);
  });
});

const pixelOf = (rgb: string): number =>
  (0xff000000 | Number.parseInt(`${rgb.slice(4)}${rgb.slice(2, 4)}${rgb.slice(0, 2)}`, 16)) >>> 0;

/** What a map puts on a canvas of one pixel a unit. */
function tinted(still: Still, palette: Palette) {
  const { ctx, calls } = record();
  still.paint(ctx, testBrushes, 1, palette);
  const [image, left, top, , , width, height] = calls.find(({ name }) => name === 'putImageData')!
    .args as readonly [ImageData, ...(readonly number[])];
  expect([width, height]).toEqual([image.width, image.height]);
  return { image, left: left!, top: top! };
}
