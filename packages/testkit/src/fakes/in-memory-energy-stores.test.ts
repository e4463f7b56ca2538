import { describeCorrectionStore } from '../conformance/correction-store.ts';
import { describeEnergyStore } from '../conformance/energy-store.ts';
import { describeReadingScan } from '../conformance/reading-scan.ts';
import { createInMemoryCorrectionStore } from './in-memory-correction-store.ts';
import { createInMemoryEnergyStore } from './in-memory-energy-store.ts';
import { createInMemoryReadingScan } from './in-memory-reading-scan.ts';
import { createInMemoryReadingStore } from './in-memory-reading-store.ts';

const energy = createInMemoryEnergyStore();
const corrections = createInMemoryCorrectionStore();
const readings = createInMemoryReadingStore();
const scan = createInMemoryReadingScan(readings);

describeEnergyStore('the in-memory energy store', () => ({ store: energy }));
describeCorrectionStore('the in-memory correction store', () => ({ store: corrections }));
describeReadingScan('the in-memory scan', () => ({ scan, store: readings }));
