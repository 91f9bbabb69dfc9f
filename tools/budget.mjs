/** npm run budget: the size of the first load of dist/, file by file; ends with 1 if it is too large. */
import { distDir } from './lib/bundle/build.mjs';
import { FIRST_LOAD_LIMIT, firstLoad } from './lib/bundle/first-load.mjs';

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} kB`.padStart(10);

const files = firstLoad(distDir);
const total = files.reduce((sum, file) => sum + file.gzip, 0);
for (const { file, bytes, gzip } of files) {
  console.log(`${kilobytes(gzip)} gzip ${kilobytes(bytes)}  ${file}`);
}
console.log(`${kilobytes(total)} gzip in all; the limit is ${kilobytes(FIRST_LOAD_LIMIT).trim()}`);
if (total > FIRST_LOAD_LIMIT) {
  console.error(`The first load is ${kilobytes(total - FIRST_LOAD_LIMIT).trim()} too large.`);
  process.exit(1);
}
