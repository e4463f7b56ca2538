import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { PlantedTrouble } from '../troubles/planted-trouble.ts';

const deviceStateSchema = z.object({
  username: z.string(),
  password: z.string(),
  mqttUrl: z.string(),
  /** All readings up to here have been acknowledged. */
  sentThroughMs: z.number(),
  /** `sequence` of the last acknowledged message. */
  sequence: z.number(),
});
/** What the simulator remembers of one device. */
export type DeviceState = z.infer<typeof deviceStateSchema>;

const stateSchema = z.object({
  version: z.literal(1),
  intervalSeconds: z.number(),
  /** First instant of the history; troubles are planted from here on. */
  historyFromMs: z.number(),
  /** End of the stretch that troubles are planted in, which begins with the history. */
  troublesToMs: z.number(),
  devices: z.record(z.string(), deviceStateSchema),
});
/** What the simulator remembers from run to run; devices by enterprise id. */
export type SimulationState = z.infer<typeof stateSchema>;

/** Keeps the state of a simulation in a folder. */
export interface StateStore {
  /** The state of the last run, or null in a new folder. Throws when it cannot be read. */
  load(): SimulationState | null;
  /** Replaces the state; a crash leaves the old or the new one, never half of one. */
  save(state: SimulationState): void;
  /** Writes down which troubles were planted, for whoever checks the results. */
  savePlanted(troubles: readonly PlantedTrouble[]): void;
}

/** Creates the store of a folder, which is made if it is missing. The file holds secrets: 600. */
export function createStateStore(folder: string): StateStore {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'fleet-state.json');
  return {
    load: () => {
      let text: string;
      try {
        text = readFileSync(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
      try {
        return stateSchema.parse(JSON.parse(text));
      } catch (error) {
        throw new Error(`${path} is damaged; remove it to begin anew.`, { cause: error });
      }
    },
    savePlanted: (troubles) => {
      writeFileSync(join(folder, 'planted-troubles.json'), JSON.stringify(troubles, null, 2));
    },
    save: (state) => {
      const file = openSync(`${path}.new`, 'w', 0o600);
      try {
        writeSync(file, JSON.stringify(state));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(`${path}.new`, path);
    },
  };
}
