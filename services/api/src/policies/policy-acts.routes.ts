import {
  appendAudit,
  findPolicyDraft,
  getEnterprise,
  getPolicyVersion,
  insertPolicyStep,
  lockEnterprise,
  outdatePolicyDraft,
  type PolicyAction,
  type PolicyPart,
  type PolicyVersion,
  savePolicyDraft,
} from '@hengneng/database';
import { DomainError } from '@hengneng/domain';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

import { requestScope } from '../access/access.plugin.ts';
import { requestAct } from '../audit/request-act.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { enterpriseParamsSchema } from '../schemas.ts';
import { effectiveFrom, ownerScope, recordingOf } from './policy-owner.ts';
import {
  actionBodySchema,
  draftBodySchema,
  partParamsSchema,
  signBodySchema,
  toVersionAnswer,
  versionParamsSchema,
  versionSchema,
} from './policy-schemas.ts';
import { draftBase, signVersion } from './sign-version.ts';

/** 500 measures with their schedules. */
const BODY_BYTES_MAX = 2 * 1_048_576;
const tags = ['policies'];

const draftRoute = {
  bodyLimit: BODY_BYTES_MAX,
  config: { permission: 'policies.write' },
  schema: {
    tags,
    summary: 'Save the draft of a part: targets by the authority, measures by the enterprise',
    params: enterpriseParamsSchema,
    body: draftBodySchema,
    response: { 200: z.object({ revision: z.int() }) },
  },
} as const;
const signRoute = {
  config: { permission: 'policies.sign' },
  schema: {
    tags,
    summary: 'Sign the draft: it becomes the next version, and never changes again',
    params: partParamsSchema,
    body: signBodySchema,
    response: { 201: versionSchema },
  },
} as const;
const actionRoute = {
  config: { permission: 'policies.sign' },
  schema: {
    tags,
    summary: 'File a signed plan, acknowledge the filing, or withdraw a version',
    params: versionParamsSchema,
    body: actionBodySchema,
    response: { 200: versionSchema },
  },
} as const;

/** Whose act it is: withdrawing is the owner's of the part. */
const ACTORS: Record<Exclude<PolicyAction, 'withdraw'>, PolicyPart> = {
  file: 'plan',
  acknowledge: 'authority',
};

/** Drafting, signing, filing and withdrawing policies. */
export const policyActsRoutes: FastifyPluginAsyncZod<{
  readonly dependencies: ApiDependencies;
}> = async (app, { dependencies }) => {
  const { database, clock } = dependencies;
  const { executor } = database;

  app.post('/enterprises/:enterpriseId/policies', draftRoute, async (request) => {
    const { enterpriseId } = request.params;
    const { year, part, revision, document, baseVersion } = request.body;
    await getEnterprise(executor, requestScope(request), enterpriseId, clock());
    const scope = ownerScope(request, part, 'write');
    const recording = recordingOf(request, clock());
    const key = { enterpriseId, year, part };
    const saved = await database.transaction(async (tx) => {
      await lockEnterprise(tx, scope, enterpriseId);
      const base = await draftBase(tx, scope, key, { baseVersion, nowMs: clock() });
      const draft = { document, open: true, baseVersion: base };
      const next = await savePolicyDraft(tx, key, draft, revision, recording);
      const act = {
        action: 'policy-draft.save',
        enterpriseId,
        subject: { type: 'policy', id: `${year}/${part}` },
        details: { revision: next, baseVersion: base, document },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
      return next;
    });
    return { revision: saved };
  });

  const path = '/enterprises/:enterpriseId/policies/:year/:part';
  app.post(`${path}/sign`, signRoute, async (request, reply) => {
    const key = request.params;
    const { enterpriseId, year, part } = key;
    const { revision, documentNo, note } = request.body;
    const visible = requestScope(request);
    const { timeZone } = await getEnterprise(executor, visible, enterpriseId, clock());
    const scope = ownerScope(request, part, 'sign');
    const effective = effectiveFrom(year, request.body.effectiveFrom, timeZone);
    const recording = recordingOf(request, clock());
    const version = await database.transaction(async (tx) => {
      await lockEnterprise(tx, scope, enterpriseId);
      const draft = await findPolicyDraft(tx, scope, key);
      if (draft === null || !draft.open) throw wrongState('There is no open draft of this part.');
      const { document, baseVersion } = draft;
      const closed = { document, baseVersion, open: false };
      await savePolicyDraft(tx, key, closed, revision, recording);
      const item = { ...key, document, ...effective, documentNo, note, applicationId: null };
      const how = { baseVersion, recording, nowMs: clock() };
      const signed = await signVersion(tx, scope, item, how);
      const act = {
        action: 'policy.sign',
        enterpriseId,
        subject: { type: 'policy', id: `${year}/${part}/${signed.version}` },
        details: { sha256: signed.sha256, effectiveFrom: effective.effectiveOn, documentNo, note },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
      return signed.version;
    });
    const asOfMs = recording.atMs;
    const signed = await getPolicyVersion(executor, visible, { ...key, version, asOfMs });
    return reply.status(201).send(toVersionAnswer(signed));
  });

  app.post(`${path}/versions/:version/actions`, actionRoute, async (request) => {
    const key = request.params;
    const { enterpriseId, year, part, version } = key;
    const { action, documentNo, note } = request.body;
    await getEnterprise(executor, requestScope(request), enterpriseId, clock());
    const actor = action === 'withdraw' ? part : ACTORS[action];
    const scope = ownerScope(request, actor, 'sign');
    const recording = recordingOf(request, clock());
    const after = await database.transaction(async (tx) => {
      await lockEnterprise(tx, scope, enterpriseId);
      const asOfMs = recording.atMs;
      assertAction(action, await getPolicyVersion(tx, scope, { ...key, asOfMs }), note);
      await insertPolicyStep(tx, key, { action, documentNo, note }, recording);
      if (action === 'withdraw') await outdatePolicyDraft(tx, key);
      const changed = await getPolicyVersion(tx, scope, { ...key, asOfMs });
      const act = {
        action: `policy.${action}`,
        enterpriseId,
        subject: { type: 'policy', id: `${year}/${part}/${version}` },
        details: { documentNo, note },
      };
      await appendAudit(tx, requestAct(request, recording.atMs, act));
      return changed;
    });
    return toVersionAnswer(after);
  });
};

/** Refuses what the state of a version does not allow. */
function assertAction(action: PolicyAction, version: PolicyVersion, note: string): void {
  const has = (wanted: PolicyAction) => version.steps.some((step) => step.action === wanted);
  if (version.state === 'withdrawn') throw wrongState('This version was withdrawn.');
  if (action === 'withdraw') {
    if (note === '') throw wrongState('Say in the note why the version is withdrawn.');
    return;
  }
  if (version.part !== 'plan') throw wrongState('Plans are filed, targets are not.');
  if (has(action)) throw wrongState('This was done already.');
  if (action === 'acknowledge' && !has('file')) throw wrongState('The plan was not filed yet.');
}

function wrongState(message: string): DomainError {
  return new DomainError('POLICY_STATE_WRONG', message);
}
