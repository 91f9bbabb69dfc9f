/**
 * What a page that embeds this one is told: how tall it would be without a scroll bar. Nothing is read of
 * that page, and no message of it is listened to.
 */

const HEIGHT_MESSAGE = 'carveout:height';

/** `frame`: the window that is embedded. Nobody embeds it: nobody is told. */
export function tellHeight(frame: Pick<Window, 'parent'>, height: number): void {
  if (frame.parent === frame || height <= 0) return;
  // Anybody may know a height: whoever embeds the page, its address is not ours to know.
  frame.parent.postMessage({ type: HEIGHT_MESSAGE, height: Math.ceil(height) }, '*');
}
