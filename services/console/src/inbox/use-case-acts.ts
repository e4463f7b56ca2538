import { useQueryClient } from '@tanstack/react-query';
import {
  answerOf,
  api,
  type CaseAction,
  type CaseAnswer,
  type CaseDetails,
  type CaseDraft,
} from '../client/api.ts';

/** What an authority decides about a document. */
export type DocumentDecision =
  | { readonly decision: 'sign'; readonly mark: string; readonly note?: string }
  | { readonly decision: 'return' | 'void'; readonly note: string };

/** Everything that changes a case; each answers the case as it stands afterwards, shown at once. */
export interface CaseActs {
  act(body: CaseAction): Promise<CaseDetails>;
  draft(body: CaseDraft): Promise<CaseDetails>;
  decide(documentId: string, body: DocumentDecision): Promise<CaseDetails>;
  answer(body: CaseAnswer): Promise<CaseDetails>;
  close(body: {
    readonly decision: 'close' | 'return';
    readonly note: string;
  }): Promise<CaseDetails>;
}

/** The acts of one case. */
export function useCaseActs(caseId: string): CaseActs {
  const client = useQueryClient();
  const path = { caseId };
  const keep = (after: CaseDetails) => {
    client.setQueryData(['case', caseId], after);
    for (const name of ['cases', 'alerts', 'alert', 'alert-counts']) {
      void client.invalidateQueries({ queryKey: [name] });
    }
    return after;
  };
  return {
    act: async (body) =>
      keep(await answerOf(api.POST('/api/v1/cases/{caseId}/actions', { params: { path }, body }))),
    draft: async (body) =>
      keep(
        await answerOf(api.POST('/api/v1/cases/{caseId}/documents', { params: { path }, body })),
      ),
    decide: async (documentId, body) =>
      keep(
        await answerOf(
          api.POST('/api/v1/cases/{caseId}/documents/{documentId}/decisions', {
            params: { path: { caseId, documentId } },
            body,
          }),
        ),
      ),
    answer: async (body) =>
      keep(await answerOf(api.POST('/api/v1/cases/{caseId}/answers', { params: { path }, body }))),
    close: async (body) =>
      keep(await answerOf(api.POST('/api/v1/cases/{caseId}/closing', { params: { path }, body }))),
  };
}
