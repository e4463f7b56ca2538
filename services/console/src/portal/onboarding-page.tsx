import { useQuery } from '@tanstack/react-query';
import { Button, Space, Steps, Typography } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../client/api.ts';
import { formatNumber } from '../parts/format.ts';
import { Section } from '../parts/page-head.tsx';
import { Answer, Loading, Nothing } from '../parts/states.tsx';
import { SwitchPanel } from '../parts/switch-panel.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useSay, useWords } from '../settings/settings.tsx';
import { ENERGY_KINDS, FLOWS, METER_KINDS, UNITS } from '../words/codes.ts';
import type { Issued } from './device-form.tsx';
import { DeviceStep } from './device-step.tsx';
import { MeterForm } from './meter-form.tsx';
import { MeterImport } from './meter-import.tsx';
import { type Own, OwnPage } from './own-enterprise.tsx';
import { SeeStep, useSince } from './see-step.tsx';
import { SendStep } from './send-step.tsx';
import { ONBOARDING } from './words.ts';

const STEPS = ['stepMeters', 'stepDevice', 'stepSend', 'stepSee'] as const;

/** From nothing to the first reading: meters, a device with its credential, a sample, what arrived. */
export function OnboardingPage() {
  const say = useSay(ONBOARDING);
  return <OwnPage title={say('title')}>{(own) => <Wizard own={own} />}</OwnPage>;
}

/** Meters of the own enterprise. */
export function useMeters(enterpriseId: string) {
  return useQuery({
    queryKey: ['meters', enterpriseId],
    queryFn: () => {
      const params = { path: { enterpriseId }, query: { limit: 1_000 } };
      return answerOf(api.GET('/api/v1/enterprises/{enterpriseId}/meters', { params }));
    },
  });
}

function Wizard({ own }: { readonly own: Own }) {
  const say = useSay(ONBOARDING);
  const [search, setSearch] = useSearchParams();
  // The secret lives as long as this page and no longer.
  const [issued, setIssued] = useState<Issued | null>(null);
  const since = useSince(own.enterpriseId);
  const meters = useMeters(own.enterpriseId);
  const step = Math.min(Math.max(Number(search.get('step') ?? 1) || 1, 1), STEPS.length) - 1;
  const goTo = (next: number) => {
    const asked = new URLSearchParams(search);
    asked.set('step', String(next + 1));
    setSearch(asked);
  };
  return (
    <>
      <Steps
        size="small"
        current={step}
        onChange={goTo}
        items={STEPS.map((key) => ({ title: say(key) }))}
        style={{ marginBottom: 24 }}
      />
      <Answer of={meters}>
        {({ items }) => (
          <>
            {step === 0 && <MetersStep own={own} meters={items} />}
            {step === 1 && <DeviceStep own={own} issued={issued} onIssued={setIssued} />}
            {step === 2 && <SendStep own={own} meters={items} issued={issued} />}
            {step >= 2 && (
              <Section title={say('stepSee')}>
                {since === null ? <Loading /> : <SeeStep own={own} meters={items} since={since} />}
              </Section>
            )}
          </>
        )}
      </Answer>
      <Space style={{ marginTop: 24 }}>
        {step > 0 && <Button onClick={() => goTo(step - 1)}>{say('back')}</Button>}
        {step < STEPS.length - 1 && (
          <Button type="primary" onClick={() => goTo(step + 1)}>
            {say('next')}
          </Button>
        )}
      </Space>
    </>
  );
}

function MetersStep(props: { readonly own: Own; readonly meters: readonly Schemas['Meter'][] }) {
  const { own, meters } = props;
  const words = useWords();
  const say = useSay(ONBOARDING);
  return (
    <>
      <Typography.Paragraph>{say('metersIntro')}</Typography.Paragraph>
      <SwitchPanel
        label={say('howToRegister')}
        panels={[
          {
            key: 'one',
            label: say('addMeter'),
            content: <MeterForm enterpriseId={own.enterpriseId} meters={meters} />,
          },
          {
            key: 'many',
            label: say('importMeters'),
            content: <MeterImport enterpriseId={own.enterpriseId} />,
          },
        ]}
      />
      <Section title={words.say('meters')}>
        <WideTable<Schemas['Meter']>
          rowKey="id"
          size="small"
          dataSource={[...meters]}
          pagination={meters.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
          locale={{ emptyText: <Nothing text={words.say('noMeters')} /> }}
          columns={[
            { title: words.say('meterId'), dataIndex: 'id' },
            { title: words.say('name'), dataIndex: 'name' },
            {
              title: words.say('energyKind'),
              dataIndex: 'energyKind',
              render: (kind: string) => words.nameOf(ENERGY_KINDS, kind),
            },
            {
              title: words.say('meterKind'),
              dataIndex: 'kind',
              render: (kind: string) => words.nameOf(METER_KINDS, kind),
            },
            {
              title: words.say('unit'),
              dataIndex: 'unit',
              render: (unit: string) => words.nameOf(UNITS, unit),
            },
            {
              title: words.say('flow'),
              dataIndex: 'flow',
              render: (flow: string) => words.nameOf(FLOWS, flow),
            },
            {
              title: words.say('multiplier'),
              dataIndex: 'multiplier',
              align: 'right',
              className: 'number',
              render: (multiplier: number) => formatNumber(multiplier, words.language, 6),
            },
            {
              title: words.say('masterMeter'),
              dataIndex: 'masterMeterId',
              render: (id: string | undefined) => id ?? '—',
            },
          ]}
        />
      </Section>
    </>
  );
}
