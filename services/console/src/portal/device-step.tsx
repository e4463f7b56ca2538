import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatInstant } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer, Nothing } from '../parts/states.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { DeviceButtons, DeviceForm, type Issued, useDeviceActs } from './device-form.tsx';
import type { Own } from './own-enterprise.tsx';
import { Refusal } from './refusal.tsx';
import { ONBOARDING } from './words.ts';

type Device = Schemas['Device'];

/** Devices of an enterprise, as every page of it asks for them. */
export function useDevices(enterpriseId: string) {
  return useQuery({
    queryKey: ['devices', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId }, query: { limit: 1_000 } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/devices', { params }));
    },
  });
}

/** Registers devices and issues their passwords. */
export function DeviceStep(props: {
  readonly own: Own;
  readonly issued: Issued | null;
  readonly onIssued: (issued: Issued) => void;
}) {
  const { own, issued, onIssued } = props;
  const { enterpriseId } = own;
  const words = useWords();
  const say = useSay(ONBOARDING);
  const devices = useDevices(enterpriseId);
  const acts = useDeviceActs(enterpriseId, onIssued);
  return (
    <>
      <Typography.Paragraph>{say('deviceIntro')}</Typography.Paragraph>
      <p>
        <Link to="/imports?kind=devices">{say('importDevices')}</Link>
      </p>
      <DeviceForm enterpriseId={enterpriseId} issued={issued} onIssued={onIssued} />
      {acts.error !== null && <Refusal error={acts.error} />}
      <Section title={words.say('devices')}>
        <Answer of={devices}>
          {({ items }) => (
            <WideTable<Device>
              rowKey="id"
              size="small"
              label={words.say('devices')}
              dataSource={[...items]}
              pagination={false}
              locale={{ emptyText: <Nothing text={words.say('noDevices')} /> }}
              columns={[
                { title: say('deviceId'), dataIndex: 'id' },
                { title: words.say('name'), dataIndex: 'name' },
                {
                  title: words.say('issuedAt'),
                  dataIndex: 'issuedAt',
                  render: (at: string) => formatInstant(at, own.timeZone),
                },
                {
                  title: words.say('deviceState'),
                  dataIndex: 'revokedAt',
                  render: (at: string | null) =>
                    at === null
                      ? words.say('deviceActive')
                      : words.say('deviceRevoked', { at: formatInstant(at, own.timeZone) }),
                },
                {
                  title: words.say('action'),
                  render: (_value, device) => <DeviceButtons device={device} acts={acts} />,
                },
              ]}
            />
          )}
        </Answer>
      </Section>
    </>
  );
}
