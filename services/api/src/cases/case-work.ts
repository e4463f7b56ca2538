import {
  answerDocument,
  assertInspection,
  type CaseRequest,
  decideClosing,
  discardDraft,
  draftDocument,
  EMPTY_CONTENT,
  fileRemedy,
  getCase,
  getEnterprise,
  listCaseAlerts,
  listIssuingBodies,
  listProducts,
  recordInspection,
  serveDocument,
  signDocument,
  voidDocument,
  workCase,
} from '@hengneng/database';
import { CHINA_WORK_CALENDAR, DomainError, localDate } from '@hengneng/domain';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

import { principalOf, requestScope } from '../access/access.plugin.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { actingPerson, officerNamed } from './case-people.ts';
import type {
  caseActionSchema,
  caseAnswerSchema,
  closingSchema,
  documentDecisionSchema,
  draftSchema,
  previewSchema,
} from './case-schemas.ts';
import { printerFor } from './print-document.ts';

/** Stands in a preview for who will sign. */
const UNSIGNED = '（待签发）';

type CaseAction = z.infer<typeof caseActionSchema>;
type ActionOf<A extends CaseAction['action']> = Extract<CaseAction, { action: A }>;

/** What changes a case, each in a transaction of its own with its audit row. */
export interface CaseWorkFlow {
  act(request: FastifyRequest, caseId: string, action: CaseAction): Promise<void>;
  draft(request: FastifyRequest, caseId: string, body: z.infer<typeof draftSchema>): Promise<void>;
  /** The text of a draft as it would be printed. */
  preview(
    request: FastifyRequest,
    caseId: string,
    body: z.infer<typeof previewSchema>,
  ): Promise<string>;
  decide(
    request: FastifyRequest,
    about: { readonly caseId: string; readonly documentId: string },
    body: z.infer<typeof documentDecisionSchema>,
  ): Promise<void>;
  answer(
    request: FastifyRequest,
    caseId: string,
    body: z.infer<typeof caseAnswerSchema>,
  ): Promise<void>;
  close(
    request: FastifyRequest,
    caseId: string,
    body: z.infer<typeof closingSchema>,
  ): Promise<void>;
}

/** The case work of the routes. */
export function createCaseWork(
  dependencies: Pick<ApiDependencies, 'database' | 'clock'>,
): CaseWorkFlow {
  const { database, clock } = dependencies;

  const requestOf = (request: FastifyRequest, caseId: string): CaseRequest => ({
    scope: requestScope(request),
    caseId,
    by: actingPerson(request, clock()),
  });
  /** The enterprise of a case that who asks covers. */
  const enterpriseOf = async ({ scope, caseId, by }: CaseRequest) => {
    const viewer = { scope, onlyIssued: false };
    const { enterpriseId } = await getCase(database.executor, viewer, caseId);
    return await getEnterprise(database.executor, scope, enterpriseId, by.atMs);
  };
  const printing = async (about: CaseRequest, person: string) => {
    const enterprise = await enterpriseOf(about);
    const products = await listProducts(database.executor, about.scope, enterprise.id);
    const productNames = Object.fromEntries(products.map(({ id, name }) => [id, name]));
    const dayOf = (atMs: number) => localDate(atMs, enterprise.timeZone);
    return { dayOf, print: printerFor({ enterprise, person, productNames }) };
  };

  const serve = async (request: FastifyRequest, about: CaseRequest, action: ActionOf<'serve'>) => {
    const { action: _, ...service } = action;
    const { dayOf, print } = await printing(about, principalOf(request).name);
    const further = { issuedOn: dayOf, calendar: CHINA_WORK_CALENDAR, print };
    await database.transaction((tx) => serveDocument(tx, about, { ...service, ...further }));
  };

  const inspect = async (
    request: FastifyRequest,
    about: CaseRequest,
    action: ActionOf<'inspect'>,
  ) => {
    const { inspectedOn, place, officers, onSite, noNoticeGround, record, note } = action;
    const { dayOf, print } = await printing(about, principalOf(request).name);
    if (inspectedOn > dayOf(about.by.atMs)) {
      throw new DomainError('CASE_INVALID', 'An inspection is recorded once it was made.');
    }
    const named = officers.map(
      ({ name, certificateNo }) => `${name}（执法证号：${certificateNo}）`,
    );
    const particulars = [
      { label: '监察方式', text: onSite ? '现场监察' : '书面监察' },
      { label: '监察日期', text: inspectedOn },
      { label: '监察地点', text: place },
      { label: '监察人员', text: named.join('、') },
    ];
    await database.transaction((tx) =>
      recordInspection(tx, about, {
        content: { ...EMPTY_CONTENT, facts: record, particulars },
        attachmentIds: action.attachmentIds,
        details: { onSite, inspectedOn, place, officers, noNoticeGround },
        assertForm: (inner) => assertInspection(inner, about.caseId, action),
        note,
        print,
      }),
    );
  };

  return {
    act: async (request, caseId, action) => {
      const about = requestOf(request, caseId);
      if (action.action === 'serve') return await serve(request, about, action);
      if (action.action === 'inspect') return await inspect(request, about, action);
      if (action.action === 'assign' || action.action === 'set-deputy') {
        const { action: act, to, note } = action;
        const { id } = await enterpriseOf(about);
        const officer = to === null ? null : await officerNamed(dependencies, to, id);
        await database.transaction(async (tx) => {
          if (act === 'set-deputy') await workCase(tx, about, { act, to: officer, note });
          else if (officer !== null) await workCase(tx, about, { act, to: officer, note });
        });
        return;
      }
      const { action: act, ...rest } = action;
      const work = { act, ...rest } as Parameters<typeof workCase>[2];
      await database.transaction((tx) => workCase(tx, about, work));
    },
    draft: async (request, caseId, { kind, note, ...content }) => {
      const about = requestOf(request, caseId);
      await database.transaction((tx) => draftDocument(tx, about, { kind, content, note }));
    },
    preview: async (request, caseId, { kind, mark, ...content }) => {
      const about = requestOf(request, caseId);
      const { scope, by } = about;
      const file = await getCase(database.executor, { scope, onlyIssued: false }, caseId);
      const alerts = await listCaseAlerts(database.executor, [caseId]);
      const bodies = await listIssuingBodies(database.executor, scope);
      // Until somebody signs it is not known for whom; the first body shows what it will look like.
      const body = bodies.find((each) => mark === undefined || each.mark === mark) ?? null;
      // Who drafts does not sign; who looks at it with a mark is about to.
      const person = mark === undefined ? UNSIGNED : principalOf(request).name;
      const { dayOf, print } = await printing(about, person);
      const number = body && `${body.mark}〔${dayOf(by.atMs).slice(0, 4)}〕　号（预览）`;
      const text = { kind, file, alerts, content, body, number };
      return print({ ...text, person, atMs: by.atMs });
    },
    decide: async (request, { caseId, documentId }, body) => {
      const about = requestOf(request, caseId);
      const { note } = body;
      if (body.decision !== 'sign') {
        const end = body.decision === 'void' ? voidDocument : discardDraft;
        await database.transaction((tx) => end(tx, about, { documentId, note }));
        return;
      }
      const { dayOf, print } = await printing(about, principalOf(request).name);
      const year = Number(dayOf(about.by.atMs).slice(0, 4));
      const signing = { documentId, mark: body.mark, year, note, print };
      await database.transaction((tx) => signDocument(tx, about, signing));
    },
    answer: async (request, caseId, body) => {
      const about = requestOf(request, caseId);
      await database.transaction(async (tx) => {
        if (body.type === 'reply') await answerDocument(tx, about, body);
        else await fileRemedy(tx, about, body);
      });
    },
    close: async (request, caseId, { decision, note }) => {
      const about = requestOf(request, caseId);
      await database.transaction((tx) => decideClosing(tx, about, { act: decision, note }));
    },
  };
}
