import { describe } from 'vitest';

import { ask, SCENARIOS } from './energy-manager.scenarios.ts';
import { runScenarios } from './support/scenario.ts';

describe('energy-manager', () => {
  runScenarios(SCENARIOS, ask);
});
