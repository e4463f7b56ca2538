import { describe } from 'vitest';
import { runScenarios } from './support/scenario.ts';
import { ask, SCENARIOS } from './suspicion.scenarios.ts';

describe('suspicion', () => {
  runScenarios(SCENARIOS, ask);
});
