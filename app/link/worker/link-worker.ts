/** Makes a link of an experiment that is too large to be packed between two frames. */
import { writeLink } from '../../../engine/journal/index.ts';
import type { Experiment } from '../../../engine/journal/index.ts';

self.onmessage = ({ data }: MessageEvent<Experiment>): void => self.postMessage(writeLink(data));
