import { describe, expect, it } from 'vitest';

import { offerFor } from './pages-by-role.ts';

describe('what a role is offered', () => {
  it('is everything for the admin', () => {
    expect(offerFor(['admin', 'security'])).toMatchObject({ mayReplay: true, mayVerify: true });
    expect(offerFor(['admin']).pages).toHaveLength(5);
  });

  it('leaves the auditor without quarantine, which the api would refuse', () => {
    expect(offerFor(['auditor']).pages).toEqual([
      'enterprises',
      'history',
      'verification',
      'accounting',
    ]);
    expect(offerFor(['auditor'])).toMatchObject({ mayReadJournal: false, mayReplay: false });
  });

  it('shows the log auditor verifications alone, and an unknown role nothing', () => {
    expect(offerFor(['log-auditor']).pages).toEqual(['verification']);
    expect(offerFor(['stranger']).pages).toEqual([]);
  });
});
