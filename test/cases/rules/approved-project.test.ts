import { describe } from 'vitest';

import { ask, SCENARIOS } from './approved-project.scenarios.ts';
import { runScenarios } from './support/scenario.ts';

describe('approved-project', () => {
  runScenarios(SCENARIOS, ask);
});
