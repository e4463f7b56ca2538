import type { Role } from '@hengneng/domain';

/**
 * Who may do what. Every route names one permission (`config.permission`), or `public`, or
 * `signed-in`; a route that names none, or one that is not here, keeps the api from starting. What is
 * not listed is denied.
 *
 * Which enterprises a permission reaches is the scope of the role that grants it, never more.
 */
export const ROLES_BY_PERMISSION = {
  /** Enterprises, sites, meters, devices (never their secrets), products. */
  'registry.read': [
    'admin',
    'authority',
    'inspector',
    'auditor',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  'registry.write': ['admin'],
  /** Put a new meter on record; what would lower an enterprise's total stays with admin. */
  'meters.register': ['admin', 'enterprise-reporter', 'enterprise-reviewer'],
  /** Name devices, issue, replace and revoke their credentials: an enterprise those of its own. */
  'credentials.write': ['admin', 'enterprise-reporter', 'enterprise-reviewer'],
  /** Certificates of meters and metering points: the enterprise's own record. */
  'metering.write': ['admin', 'enterprise-reporter'],
  'imports.run': ['admin'],
  'readings.read': [
    'admin',
    'authority',
    'inspector',
    'auditor',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  /** When each meter was last heard: the state of now, which is no engagement's. */
  'meter-state.read': [
    'admin',
    'authority',
    'inspector',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  /** Energy by hour to year, load curves, and how each figure came about. */
  'consumption.read': [
    'admin',
    'authority',
    'inspector',
    'auditor',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  'accounting.read': [
    'admin',
    'authority',
    'inspector',
    'auditor',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  /** Ask for a correction of data, and take an own request back. */
  'corrections.request': ['enterprise-reporter', 'enterprise-reviewer'],
  /** Confirm a request of another person of the enterprise. */
  'corrections.check': ['enterprise-reviewer'],
  /** Let a correction count; dismiss what a device proposed. */
  'corrections.approve': ['authority'],
  /** Reject: the enterprise what is asked for, the authority what is checked. */
  'corrections.decide': ['enterprise-reviewer', 'authority'],
  'corrections.read': [
    'admin',
    'authority',
    'inspector',
    'auditor',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  /** The work list over all enterprises; an engagement bounds what an auditor sees by periods. */
  'corrections.work': [
    'admin',
    'authority',
    'inspector',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  /** Files that prove something, of corrections, cases, ledgers. */
  'attachments.read': [
    'admin',
    'authority',
    'inspector',
    'auditor',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  'attachments.write': ['authority', 'inspector', 'enterprise-reporter', 'enterprise-reviewer'],
  /** Messages in quarantine, their payloads, and conflicts. */
  'quarantine.read': [
    'admin',
    'authority',
    'inspector',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  'quarantine.replay': ['admin'],
  'verification.read': ['admin', 'authority', 'inspector', 'log-auditor'],
  'verification.run': ['admin', 'log-auditor'],
  /** Hold an enterprise's stored readings against the journals, and read what came of it. */
  'readings.verify': ['admin', 'authority', 'inspector', 'auditor'],
  /** Ledger, its balance table, bills and reconciliation. */
  'ledger.read': [
    'admin',
    'authority',
    'inspector',
    'auditor',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  /** Fill in and submit months, import earlier years, keep the bills. */
  'ledger.fill': ['enterprise-reporter'],
  'ledger.check': ['enterprise-reviewer'],
  'ledger.return': ['authority', 'enterprise-reviewer'],
  'ledger.accept': ['authority'],
  /** Due day, kinds owed, tolerances. */
  'ledger.settings': ['authority'],
  /** Duty to report, its declarations and intervals. */
  'duty.read': [
    'admin',
    'authority',
    'inspector',
    'auditor',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  'region-duty.read': ['admin', 'authority', 'inspector'],
  /** Declare faults and stops. */
  'duty.declare': ['enterprise-reporter', 'enterprise-reviewer'],
  /** Allow another reporting interval. */
  'duty.relax': ['authority'],
  /** Channels, contacts, silences, delivery log; an enterprise sees its own side. */
  'notifications.read': [
    'admin',
    'authority',
    'inspector',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  'notifications.send-again': ['admin', 'authority', 'inspector', 'enterprise-reviewer'],
  'channels.write': ['admin', 'enterprise-reviewer'],
  'contacts.write': [
    'admin',
    'authority',
    'inspector',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  /** Each silences what its own side is told. */
  'silences.write': ['admin', 'authority', 'inspector', 'enterprise-reviewer'],
  /** Commission auditors; each over what the role covers. */
  'engagements.manage': ['authority', 'enterprise-reviewer'],
  'engagements.read': ['authority', 'auditor', 'enterprise-reporter', 'enterprise-reviewer'],
  /** Samples, working papers and draft findings: the engagement's auditors, nobody else. */
  'papers.read': ['auditor'],
  'papers.write': ['auditor'],
  /** Findings that were issued. */
  'findings.read': ['authority', 'enterprise-reporter', 'enterprise-reviewer'],
  'findings.answer': ['enterprise-reviewer'],
  /** Warnings and alarms; suspicions reach the enterprise once they are verified. */
  'alerts.read': ['admin', 'authority', 'inspector', 'enterprise-reporter', 'enterprise-reviewer'],
  /** How many there are, for the menu. */
  'alert-counts.read': [
    'admin',
    'authority',
    'inspector',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  /** Who can be given an alert or a case. */
  'officers.read': ['inspector', 'authority'],
  /** The same as it stood, of an engagement's enterprises and period. */
  'engagement-alerts.read': ['auditor'],
  /** Verify, assign, merge, open a case. */
  'alerts.work': ['inspector'],
  'cases.read': ['admin', 'authority', 'inspector', 'enterprise-reporter', 'enterprise-reviewer'],
  'cases.work': ['inspector'],
  /** How a draft would be printed; nothing is kept. */
  'cases.preview': ['inspector', 'authority'],
  /** Give documents their number and signature; void them. */
  'cases.sign': ['authority'],
  /** As a second officer, never who worked the case. */
  'cases.close': ['inspector', 'authority'],
  /** Answer, state, object, ask for reconsideration. */
  'cases.answer': ['enterprise-reporter', 'enterprise-reviewer'],
  /** Live events; each side its own, see `mayHear`. An engagement is about the past. */
  'events.read': ['admin', 'authority', 'inspector', 'enterprise-reporter', 'enterprise-reviewer'],
  'issuing-bodies.read': ['authority', 'inspector'],
  'issuing-bodies.write': ['authority'],
  /** Factor sets are entered by one person and checked by another. */
  'factors.write': ['admin'],
  'factors.verify': ['admin', 'authority'],
  /** What is assessed: an authority for its own scope; of sector and nation, as published, admin. */
  'assessed-rules.write': ['admin', 'authority'],
  /** Files of what the role may see anyway; every one is on record. */
  'exports.run': [
    'admin',
    'authority',
    'inspector',
    'auditor',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  /** The audit log: look, export, verify. */
  'audit.read': ['admin', 'security', 'log-auditor'],
  /** Daily signed roots: for everybody who has to prove or check that nothing was changed. */
  'roots.read': ['admin', 'security', 'authority', 'inspector', 'auditor', 'log-auditor'],
  /** Signed policies, applications for another limit. */
  'policies.read': [
    'admin',
    'authority',
    'inspector',
    'auditor',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  /** Draft a part of a policy: each side its own, which the routes see to. */
  'policies.write': ['authority', 'enterprise-reporter', 'enterprise-reviewer'],
  'policies.sign': ['authority', 'enterprise-reviewer'],
  /** Targets, classes, approved projects, audit programme: never who inspects, nor admin. */
  'targets.issue': ['authority'],
  /** The enterprise's own plan, its progress, equipment and posts. */
  'plans.write': ['enterprise-reporter', 'enterprise-reviewer'],
  'plans.sign': ['enterprise-reviewer'],
  'registers.read': [
    'admin',
    'authority',
    'inspector',
    'auditor',
    'enterprise-reporter',
    'enterprise-reviewer',
  ],
  /** Goals of regions and parks, their settings, proposals for the class list. */
  'area-targets.read': ['admin', 'authority', 'inspector'],
  /** What is said of a region or park as a whole, for who looks after all of it; figures of enterprises in it. */
  'area-alerts.read': ['admin', 'authority', 'inspector'],
  /** Acknowledge and close: whose targets they are, never who inspects. */
  'area-alerts.work': ['authority'],
  /** Lists as the state publishes them, such as the elimination list. */
  'catalogues.write': ['admin'],
  /** Weather by region and month, as the weather service published it. */
  'degree-days.write': ['admin', 'authority'],
  'users.manage': ['security'],
} as const satisfies Record<string, readonly Role[]>;

/** A right that a route asks for. */
export type Permission = keyof typeof ROLES_BY_PERMISSION;

/** What a route declares: a right, or that it needs none but a session, or not even that. */
export type RoutePermission = Permission | 'public' | 'signed-in';

/** What a role may cover; a role is granted with one of these and no other. */
export const SCOPES_BY_ROLE = {
  admin: ['all'],
  security: ['all'],
  authority: ['region', 'park'],
  inspector: ['region'],
  auditor: ['engagement'],
  'log-auditor': ['all'],
  'enterprise-reporter': ['enterprise'],
  'enterprise-reviewer': ['enterprise'],
} as const satisfies Record<Role, readonly string[]>;

/** True for a word that a route may declare. */
export function isRoutePermission(word: unknown): word is RoutePermission {
  if (word === 'public' || word === 'signed-in') return true;
  return typeof word === 'string' && Object.hasOwn(ROLES_BY_PERMISSION, word);
}
