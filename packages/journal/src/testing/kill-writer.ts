import path from 'node:path';

import { openJournal } from '../journal.ts';
import { loadOrCreateSigningKey } from '../keys.ts';

/** Appends for ever, as fast as it goes, and prints what was acknowledged; made to be killed. */
async function main(directory: string): Promise<void> {
  const journal = await openJournal({
    directory: path.join(directory, 'primary'),
    mirrorDirectory: path.join(directory, 'mirror'),
    gatewayNumber: 1,
    signingKey: await loadOrCreateSigningKey(path.join(directory, 'key.pem')),
    clock: Date.now,
    segmentBytesMax: 200_000,
  });
  for (;;) {
    const appends = Array.from({ length: 200 }, () =>
      journal.append({
        source: 'mqtt:x',
        topic: 't',
        refusal: null,
        payload: Buffer.from(`payload ${journal.headSequence + 1}`),
      }),
    );
    const positions = await Promise.all(appends);
    process.stdout.write(`${positions.at(-1)?.sequence}\n`);
  }
}

await main(process.argv[2] ?? '');
