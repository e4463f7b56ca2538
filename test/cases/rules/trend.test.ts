import { describe } from 'vitest';
import { runScenarios } from './support/scenario.ts';
import { ask, SCENARIOS } from './trend.scenarios.ts';

describe('trend', () => {
  runScenarios(SCENARIOS, ask);
});
