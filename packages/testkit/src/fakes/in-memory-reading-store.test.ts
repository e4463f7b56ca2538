import { describeReadingStore } from '../conformance/reading-store.ts';
import { createInMemoryReadingStore } from './in-memory-reading-store.ts';

const store = createInMemoryReadingStore();

describeReadingStore('the in-memory store', () => ({ store }));
