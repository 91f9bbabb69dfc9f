/** A second thread that publishes without a pause: every page of state n holds n. */
import { parentPort } from 'node:worker_threads';
import { Columns } from '../../../engine/board/columns.ts';
import type { Layout } from '../../../engine/contract/view.ts';
import { FrameWriter } from '../frames/frames.ts';

parentPort?.once('message', (layout: Layout) => {
  const columns = new Columns(layout);
  const view = { ...columns, layout };
  const writer = new FrameWriter(layout);
  parentPort?.postMessage(writer.buffer);
  for (let value = 1; ; value++) {
    view.columns.page.fill(value);
    view.columns.owner.fill(value);
    columns.touch('page', 0, layout.pages);
    columns.touch('owner', 0, layout.pages);
    writer.publish(view);
  }
});
