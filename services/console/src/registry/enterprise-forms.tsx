import { Button, Space } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { useAct } from '../forms/use-act.ts';
import { useAreas } from '../overview/use-area.ts';
import { useMay } from '../session/session.tsx';
import { useSay } from '../settings/settings.tsx';
import { normalCreditCode } from './credit-code.ts';
import { enterpriseFields, PREDECESSOR_FIELDS } from './enterprise-fields.ts';
import { REGISTRY } from './words.ts';

/** Loaded when a form is opened: its fields weigh more than the list behind it. */
const FormDrawer = lazy(async () => ({
  default: (await import('../forms/form-drawer.tsx')).FormDrawer,
}));
type Enterprise = Schemas['Enterprise'];
const LISTS = [['enterprises'], ['enterprise'], ['enterprise-names'], ['areas']] as const;

/** Registers an enterprise, and goes on to its page; nothing for who may not. */
export function AddEnterprise() {
  const say = useSay(REGISTRY);
  const areas = useAreas().data ?? [];
  const act = useAct(...LISTS);
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  if (!useMay('registry.write')) return null;
  return (
    <>
      <Space>
        <Button type="primary" onClick={() => setOpen(true)}>
          {say('addEnterprise')}
        </Button>
        <Link className="plain-button" to="/imports?kind=enterprises">
          {say('importEnterprises')}
        </Link>
      </Space>
      <Suspense>
        {isOpen && (
          <FormDrawer
            title={say('addEnterprise')}
            specs={enterpriseFields(areas, true)}
            initial={{ timeZone: 'Asia/Shanghai' }}
            onSubmit={async (values) => {
              const body = { ...values, id: normalCreditCode(String(values.id)) } as never;
              const made: Enterprise = await answerOf(api.POST('/api/v1/enterprises', { body }));
              act.mutate({ run: () => Promise.resolve(), said: say('saved') });
              void navigate(`/enterprises/${made.id}?tab=meters`);
            }}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  );
}

/** Changes what is registered of an enterprise; nothing for who may not. */
export function ChangeEnterprise({ enterprise }: { readonly enterprise: Enterprise }) {
  const say = useSay(REGISTRY);
  const areas = useAreas().data ?? [];
  const act = useAct(...LISTS, ['predecessors', enterprise.id]);
  const [open, setOpen] = useState<'change' | 'former' | null>(null);
  const path = { enterpriseId: enterprise.id };
  const done = () => act.mutate({ run: () => Promise.resolve(), said: say('saved') });
  if (!useMay('registry.write')) return null;
  return (
    <>
      <Button onClick={() => setOpen('change')}>{say('changeEnterprise')}</Button>
      <Button onClick={() => setOpen('former')}>{say('formerCode')}</Button>
      <Link className="plain-button" to="/notifications?tab=contacts">
        {say('contacts')}
      </Link>
      <Suspense>
        {open === 'change' && (
          <FormDrawer
            title={`${say('changeEnterprise')} · ${enterprise.name}`}
            specs={enterpriseFields(areas, false)}
            initial={{ ...enterprise }}
            onSubmit={async (values) => {
              await answerOf(
                api.PATCH('/api/v1/enterprises/{enterpriseId}', {
                  params: { path },
                  body: changeOf(enterprise, values) as never,
                }),
              );
              done();
            }}
            onClose={() => setOpen(null)}
          />
        )}
        {open === 'former' && (
          <FormDrawer
            title={`${say('formerCode')} · ${enterprise.name}`}
            specs={PREDECESSOR_FIELDS}
            onSubmit={async (values) => {
              const body = { ...values, id: normalCreditCode(String(values.id)) } as never;
              const url = '/api/v1/enterprises/{enterpriseId}/predecessors';
              await answerOf(api.POST(url, { params: { path }, body }));
              done();
            }}
            onClose={() => setOpen(null)}
          />
        )}
      </Suspense>
    </>
  );
}

/**
 * What of the form is a change. Park and class that were emptied are taken away; a zone goes only with
 * the instant it is valid from.
 */
function changeOf(
  enterprise: Enterprise,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { timeZone, validFrom, ...rest } = values;
  const isMoved = timeZone !== enterprise.timeZone || validFrom !== undefined;
  return {
    ...{ parkCode: null, class: null },
    ...rest,
    ...(isMoved ? { timeZone, validFrom } : {}),
  };
}
