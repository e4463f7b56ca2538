import { describe } from 'vitest';
import { runScenarios } from './support/scenario.ts';
import { ask, SCENARIOS } from './unit-product-limit.scenarios.ts';

describe('unit-product-limit', () => {
  runScenarios(SCENARIOS, ask);
});
