import { Alert, Input, InputNumber, Select, Typography } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../client/api.ts';
import { Answer } from '../parts/states.tsx';
import { SwitchPanel } from '../parts/switch-panel.tsx';
import { useSay } from '../settings/settings.tsx';
import { CopyButton } from './copy-button.tsx';
import type { Issued } from './device-form.tsx';
import { useDevices } from './device-step.tsx';
import { Labelled } from './labelled.tsx';
import type { Own } from './own-enterprise.tsx';
import { mosquittoSample, nodeSample, pythonSample } from './samples.ts';
import { ONBOARDING } from './words.ts';

const FIRST_VALUE = 1_000;

/** Samples that run as they are, for the device and meter that are chosen. */
export function SendStep(props: {
  readonly own: Own;
  readonly meters: readonly Schemas['Meter'][];
  readonly issued: Issued | null;
}) {
  const { own, meters, issued } = props;
  const say = useSay(ONBOARDING);
  const devices = useDevices(own.enterpriseId);
  if (meters.length === 0) return <Alert type="info" showIcon title={say('needMeter')} />;
  return (
    <Answer of={devices}>
      {({ items }) => {
        const active = items.filter(({ revokedAt }) => revokedAt === null);
        if (active.length === 0) return <Alert type="info" showIcon title={say('needDevice')} />;
        return <Samples meters={meters} devices={active} issued={issued} />;
      }}
    </Answer>
  );
}

function Samples(props: {
  readonly meters: readonly Schemas['Meter'][];
  readonly devices: readonly Schemas['Device'][];
  readonly issued: Issued | null;
}) {
  const { meters, devices, issued } = props;
  const say = useSay(ONBOARDING);
  const [deviceId, setDeviceId] = useState(issued?.id ?? devices[0]?.id ?? '');
  const [meterId, setMeterId] = useState(meters.at(-1)?.id ?? '');
  const [value, setValue] = useState(FIRST_VALUE);
  const device = devices.find(({ id }) => id === deviceId);
  const known = issued !== null && issued.id === deviceId ? issued.password : undefined;
  if (device === undefined) return null;
  const parts = {
    mqttUrl: device.mqttUrl,
    username: device.username,
    password: known ?? say('passwordPlaceholder'),
    topic: device.topics.readings ?? '',
    meterId,
    value,
  };
  const samples = [
    ['mosquitto', mosquittoSample(parts), 'installMosquitto'],
    ['python', pythonSample(parts), 'installPython'],
    ['node', nodeSample(parts), 'installNode'],
  ] as const;

  return (
    <>
      <Typography.Paragraph>{say('sendIntro')}</Typography.Paragraph>
      <div className="filters">
        <Labelled label={say('sampleDevice')}>
          {(id) => (
            <Select
              id={id}
              value={deviceId}
              onChange={setDeviceId}
              options={devices.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }))}
              style={{ minWidth: 180 }}
            />
          )}
        </Labelled>
        <Labelled label={say('sampleMeter')}>
          {(id) => (
            <Select
              id={id}
              value={meterId}
              onChange={setMeterId}
              options={meters.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }))}
              style={{ minWidth: 180 }}
            />
          )}
        </Labelled>
        <Labelled label={say('sampleValue')}>
          {(id) => <InputNumber id={id} value={value} onChange={(next) => setValue(next ?? 0)} />}
        </Labelled>
      </div>
      {known === undefined && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          title={say('noPassword', { placeholder: say('passwordPlaceholder') })}
        />
      )}
      <SwitchPanel
        label={say('sampleLanguage')}
        panels={samples.map(([key, text, install]) => ({
          key,
          label: say(key),
          content: (
            <>
              <div className="portal-sample-head">
                <span>{say(install)}</span>
                <CopyButton text={text} what={say(key)} />
              </div>
              <Input.TextArea
                readOnly
                value={text}
                aria-label={say(key)}
                autoSize
                className="portal-code"
                data-sample={key}
              />
            </>
          ),
        }))}
      />
    </>
  );
}
