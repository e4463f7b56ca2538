import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Executor } from '../connection.ts';
import { policyTemplate } from '../schema/policies.ts';
import type { PartDocument, PolicyPart } from './policy-drafts.ts';
import type { PolicyRecording } from './policy-versions.ts';

/** A part of a policy to start from. */
export interface NewPolicyTemplate {
  readonly id: string;
  readonly name: string;
  /** GB/T 4754; covers every code that it prefixes. */
  readonly industryCode: string;
  readonly part: PolicyPart;
  readonly document: PartDocument;
}

/** A template in the version that counts. */
export interface PolicyTemplate extends NewPolicyTemplate {
  readonly version: number;
  readonly recordedAtMs: number;
  readonly recordedBy: string;
}

/** Templates in their last version, by id; with an industry those that cover it. */
export async function listPolicyTemplates(
  executor: Executor,
  query: { readonly id?: string | undefined; readonly industryCode?: string | undefined } = {},
): Promise<PolicyTemplate[]> {
  const rows = await executor
    .selectDistinctOn([policyTemplate.id])
    .from(policyTemplate)
    .where(
      and(
        query.id === undefined ? undefined : eq(policyTemplate.id, query.id),
        query.industryCode === undefined
          ? undefined
          : sql`starts_with(${query.industryCode}, ${policyTemplate.industryCode})`,
      ),
    )
    .orderBy(asc(policyTemplate.id), desc(policyTemplate.version));
  return rows.map(({ recordedAt, recordedByUserId: _, part, document, ...row }) => ({
    ...row,
    part: part as PolicyPart,
    document: document as PartDocument,
    recordedAtMs: recordedAt,
  }));
}

/** Adds a template, or the next version of it, and answers the version. */
export async function insertPolicyTemplate(
  tx: Executor,
  template: NewPolicyTemplate,
  { by, byUserId, atMs }: PolicyRecording,
): Promise<number> {
  const [row] = await tx
    .insert(policyTemplate)
    .values({
      ...template,
      version: sql<number>`(select count(*) + 1 from policy_template where id = ${template.id})`,
      recordedAt: atMs,
      recordedBy: by,
      recordedByUserId: byUserId,
    })
    .returning({ version: policyTemplate.version });
  if (row === undefined) throw new Error('PostgreSQL answered no row for a template.');
  return row.version;
}
