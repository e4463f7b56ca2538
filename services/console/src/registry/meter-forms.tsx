import { Button, Popconfirm, Space } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { useAct } from '../forms/use-act.ts';
import { useSay } from '../settings/settings.tsx';
import {
  meterChange,
  meterFields,
  meterValues,
  RETIREMENT_FIELDS,
  RETURN_FIELDS,
} from './meter-fields.ts';
import { REGISTRY } from './words.ts';

const FormDrawer = lazy(async () => ({
  default: (await import('../forms/form-drawer.tsx')).FormDrawer,
}));
type Meter = Schemas['Meter'];
const METER = '/api/v1/enterprises/{enterpriseId}/meters/{meterId}';

/** Changes a registered meter, retires it, takes it into use again, or deletes it. */
export function MeterButtons(props: {
  readonly enterpriseId: string;
  readonly meter: Meter;
  readonly meters: readonly Meter[];
  /** Whether it was ever read; then it is not deleted. */
  readonly wasRead: boolean;
}) {
  const { enterpriseId, meter, meters, wasRead } = props;
  const say = useSay(REGISTRY);
  const act = useAct(['meters', enterpriseId], ['consumption']);
  const [open, setOpen] = useState<'change' | 'retire' | null>(null);
  const path = { enterpriseId, meterId: meter.id };
  const done = () => act.mutate({ run: () => Promise.resolve(), said: say('saved') });
  const isRetired = meter.retiredAt !== undefined;
  const title = (what: string) => `${what} · ${meter.id} ${meter.name}`;
  const remove = () => answerOf(api.DELETE(METER, { params: { path } }));
  return (
    <Space wrap>
      <Button size="small" onClick={() => setOpen('change')}>
        {say('change')}
      </Button>
      <Button size="small" onClick={() => setOpen('retire')}>
        {say(isRetired ? 'useAgain' : 'retire')}
      </Button>
      {!wasRead && (
        <Popconfirm
          title={say('deleteQuestion')}
          onConfirm={() => act.mutate({ run: remove, said: say('deleted') })}
        >
          <Button size="small" danger>
            {say('delete')}
          </Button>
        </Popconfirm>
      )}
      <Suspense>
        {open === 'change' && (
          <FormDrawer
            title={title(say('change'))}
            specs={meterFields(meter, meters)}
            initial={meterValues(meter)}
            onSubmit={async (values) => {
              const body = meterChange(meter, values) as never;
              await answerOf(api.PATCH(METER, { params: { path }, body }));
              done();
            }}
            onClose={() => setOpen(null)}
          />
        )}
        {open === 'retire' && (
          <FormDrawer
            title={title(say(isRetired ? 'useAgain' : 'retire'))}
            specs={isRetired ? RETURN_FIELDS : RETIREMENT_FIELDS}
            onSubmit={async (values) => {
              const body = { retiredAt: null, ...values } as never;
              await answerOf(api.PUT(`${METER}/retirement`, { params: { path }, body }));
              done();
            }}
            onClose={() => setOpen(null)}
          />
        )}
      </Suspense>
    </Space>
  );
}

/** Gives a device another name. */
export function RenameDevice(props: {
  readonly enterpriseId: string;
  readonly device: Pick<Schemas['Device'], 'id' | 'name'>;
}) {
  const { enterpriseId, device } = props;
  const say = useSay(REGISTRY);
  const act = useAct(['devices', enterpriseId]);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say('rename')}
      </Button>
      <Suspense>
        {isOpen && (
          <FormDrawer
            title={`${say('rename')} · ${device.id}`}
            specs={[{ name: 'name', label: ['名称', 'Name'], kind: 'text' }]}
            initial={{ name: device.name }}
            onSubmit={async ({ name = '' }) => {
              const params = { path: { enterpriseId, deviceId: device.id } };
              const body = { name: String(name) };
              const url = '/api/v1/enterprises/{enterpriseId}/devices/{deviceId}';
              await answerOf(api.PATCH(url, { params, body }));
              act.mutate({ run: () => Promise.resolve(), said: say('saved') });
            }}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  );
}
