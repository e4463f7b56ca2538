/** A launcher with stand-ins in a process of its own, for tests that kill it: `<data folder>`. */
import { readConfig } from '../config.ts';
import { Launcher } from '../launcher.ts';
import { standInOptions, standInParts } from './stand-ins.ts';

const parts = standInParts((line) => console.log(line));
await new Launcher(standInOptions(process.argv[2] ?? ''), readConfig({}), parts).start();
