import { describe } from 'vitest';

import { ask, SCENARIOS } from './remaining-budget.scenarios.ts';
import { runScenarios } from './support/scenario.ts';

describe('remaining-budget', () => {
  runScenarios(SCENARIOS, ask);
});
