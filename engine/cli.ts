/** Carveout without a page. Exit 0; 1 when an `expect` failed or states differ; 2 when what was given is wrong; 3 when `--check` saw something break. */
import { main } from './cli/main.ts';

const { out, err, exit } = main(process.argv.slice(2));
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = exit;
