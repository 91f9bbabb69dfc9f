/** The call for samples: fetched with the time bar, which alone asks for them. */
import type { SampleWindow } from '../../../engine/journal/time/samples.ts';
import type { Call } from '../calls.ts';
import { READ_LIMIT_MS } from '../limits.ts';
import { isRecord, type Checked } from '../protocol.ts';

/** A window of so many parts, or nothing yet. */
const isSamples =
  (buckets: number): Checked<SampleWindow | undefined> =>
  (value): value is SampleWindow | undefined =>
    value === undefined ||
    (isRecord(value) &&
      ['used', 'longest', 'fragmentation'].every((figure) => {
        const envelope = value[figure];
        return (
          isRecord(envelope) &&
          ['min', 'mean', 'max'].every((edge) => {
            const column = envelope[edge];
            return column instanceof Float32Array && column.length === buckets;
          })
        );
      }));

/** Memory at the positions [from, to) in so many equal parts; undefined while it is not known. */
export const samplesCall = (
  from: number,
  to: number,
  buckets: number,
): Call<SampleWindow | undefined> => ({
  name: 'samples',
  send: (api) => api.samples(from, to, buckets),
  check: isSamples(buckets),
  limitMs: READ_LIMIT_MS,
  fatal: false,
  carries: false,
});
