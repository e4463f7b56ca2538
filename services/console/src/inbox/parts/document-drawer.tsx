import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { type ReactNode, useRef } from 'react';
import { answerOf, api, type CaseDraft } from '../../client/api.ts';
import { Answer } from '../../parts/states.tsx';
import { useSay, useWords } from '../../settings/settings.tsx';
import { CASE_WORDS, DOCUMENT_KINDS } from '../case-words.ts';

/** A document to be looked at: one that was issued, or a draft as it would be printed. */
export type Viewed =
  | { readonly documentId: string; readonly kind: string; readonly sha256: string | null }
  | { readonly draft: Omit<CaseDraft, 'note'> & { readonly mark?: string } };

/** The printed text as it is frozen, or would be; the browser prints it in A4. */
export function DocumentDrawer(props: {
  readonly caseId: string;
  readonly viewed: Viewed | null;
  onClose(): void;
}) {
  const { caseId, viewed, onClose } = props;
  const words = useWords();
  const say = useSay(CASE_WORDS);
  const name =
    viewed === null
      ? ''
      : words.nameOf(DOCUMENT_KINDS, 'draft' in viewed ? viewed.draft.kind : viewed.kind);
  const isDraft = viewed !== null && 'draft' in viewed;
  return (
    <Drawer
      title={isDraft ? say('previewOf', { kind: name }) : name}
      open={viewed !== null}
      onClose={onClose}
      size={900}
    >
      {viewed !== null && (
        <Text caseId={caseId} viewed={viewed} name={name}>
          <Button onClick={onClose}>{words.say('close')}</Button>
        </Text>
      )}
    </Drawer>
  );
}

function Text(props: {
  readonly caseId: string;
  readonly viewed: Viewed;
  readonly name: string;
  readonly children: ReactNode;
}) {
  const { caseId, viewed, name, children } = props;
  const say = useSay(CASE_WORDS);
  const frame = useRef<HTMLIFrameElement>(null);
  const isDraft = 'draft' in viewed;
  const text = useQuery({
    queryKey: ['document-text', caseId, viewed],
    queryFn: () =>
      isDraft ? previewText(caseId, viewed.draft) : issuedText(caseId, viewed.documentId),
    // What was issued is frozen; a preview is asked anew each time.
    staleTime: isDraft ? 0 : Number.POSITIVE_INFINITY,
    gcTime: isDraft ? 0 : 300_000,
  });
  return (
    <Answer of={text}>
      {(html) => (
        <>
          {/* Without scripts: it is what people wrote, and only to be read and printed. */}
          <iframe
            ref={frame}
            className="document-preview"
            title={name}
            sandbox="allow-same-origin allow-modals"
            srcDoc={html}
          />
          <p className="secondary">{say('printHint')}</p>
          {!isDraft && viewed.sha256 !== null && (
            <div className="fingerprint">SHA-256 {viewed.sha256}</div>
          )}
          <div className="work-row">
            <Button type="primary" onClick={() => frame.current?.contentWindow?.print()}>
              {say('print')}
            </Button>
            {children}
          </div>
        </>
      )}
    </Answer>
  );
}

function issuedText(caseId: string, documentId: string): Promise<string> {
  const path = { caseId, documentId };
  return answerOf<string>(
    api.GET('/api/v1/cases/{caseId}/documents/{documentId}', {
      params: { path },
      parseAs: 'text',
    }) as Promise<{ data?: string; error?: unknown; response: Response }>,
  );
}

function previewText(
  caseId: string,
  body: Omit<CaseDraft, 'note'> & { readonly mark?: string },
): Promise<string> {
  return answerOf<string>(
    api.POST('/api/v1/cases/{caseId}/document-previews', {
      params: { path: { caseId } },
      body: body as never,
      parseAs: 'text',
    }) as Promise<{ data?: string; error?: unknown; response: Response }>,
  );
}
