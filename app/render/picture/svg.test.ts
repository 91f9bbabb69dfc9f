import { describe, expect, it } from 'vitest';
import { HoleIndex } from '../geometry/holes.ts';
import { PATTERNS } from '../patterns.ts';
import type { Brushes } from '../patterns.ts';
import { pictureSvg } from './picture.ts';
import { PlatePainter } from '../plate.ts';
import type { Scene } from '../scene.ts';
import { createSpace, fitOrder } from '../geometry/space.ts';
import type { Still } from './still.ts';
import { escapeXml, fontParts, SvgContext } from './svg.ts';
import type { SvgTools } from './svg.ts';
import { seedFrame } from '../test/frames.ts';
import { testPalette, testWords } from '../test/recording.ts';

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

  it('puts pixels where a canvas puts them, in device pixels', () => {
    const markup = painted((ctx) => {
      ctx.translate(100, 100);
      ctx.putImageData(ctx.createImageData(8, 6), 4, 2, 0, 0, 8, 4);
    }, 2);
    expect(markup).toContain('x="2" y="1" width="4" height="2"');
    expect(markup).toContain('href="data:image/png;base64,8x4"');
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

describe('a picture of the seed session', () => {
  const palette = testPalette();
  const view = seedFrame();
  const region = view.layout.regions[0]!;
  const still = (order?: number): Still => {
    const input = { ranges: region.ranges, room: 1040, maxHeight: 440, scale: 1 };
    const space = createSpace({ ...input, order: order ?? fitOrder(input) });
    const holes = new HoleIndex();
    holes.update(view, region.ranges, 4);
    const paint = (ctx: Parameters<Still['paint']>[0], brushes: Brushes, ratio: number): void => {
      const scene: Scene = {
        view,
        region,
        space,
        palette,
        brushes,
        words: testWords,
        holes,
        align: 4,
        ratio,
      };
      new PlatePainter().paint(ctx, scene, { width: 1040, height: 460, scroll: 0 });
    };
    return { width: 1040, height: 460, palette, scale: 1, paint };
  };
  const caption = { title: 'a <title> & more', lines: ['SSD202'] };

  it('names what lies there, brings its patterns, and leaves no group open', () => {
    const svg = pictureSvg([still()], caption, tools);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="1076" height="\d+"/);
    for (const name of ['emac1_buff', 'a &lt;title&gt; &amp; more', 'SSD202'])
      expect(svg).toContain(`>${name}</text>`);
    for (const name of PATTERNS) expect(svg).toContain(`<pattern id="${name}"`);
    expect(svg).toContain('fill="url(#waste)"');
    expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('stacks several maps, and pages too narrow for shapes are one image', () => {
    const svg = pictureSvg([still(), still(9)], { title: '', lines: [] }, tools);
    expect(svg.match(/<g transform="translate\(18 /g)?.length).toBe(2);
    expect(svg).toContain('<image ');
  });
});
