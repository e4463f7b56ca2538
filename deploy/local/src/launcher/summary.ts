import type { DataFolder } from './data-folder.ts';
import { publicUrls, type Wiring } from './services.ts';

/** What the summary tells beside addresses and folders. */
export interface SummaryFacts {
  /** The generated password, in the start that made it; afterwards only its file is named. */
  readonly newPassword: string | undefined;
  readonly demo: boolean;
  /** GATEWAY_BROKER_URL is set, so devices connect there and not to us. */
  readonly externalBroker: boolean;
}

/** The lines that a start ends with: where everything is and how to sign in. */
export function summaryText(wiring: Wiring, folder: DataFolder, facts: SummaryFacts): string {
  const { http, mqtt, mqtts } = publicUrls(wiring);
  const password = `in ${folder.adminPasswordFile}`;
  const rows = [
    ['Console', `${http}/`],
    ['API', `${http}/api/v1`],
    ['Documentation', `${http}/api/docs`],
    ['Sign in', `admin, password ${facts.newPassword ?? password}`],
    ...(facts.newPassword === undefined ? [] : [['', `(kept ${password})`]]),
    ...(facts.externalBroker
      ? [['MQTT', 'the broker named by GATEWAY_BROKER_URL']]
      : [
          ['MQTT', mqtt],
          ['MQTT over TLS', `${mqtts}  (CA: ${wiring.pki.caCertificate})`],
        ]),
    ['Data', folder.root],
    ['Logs', folder.logs],
    ...(facts.demo
      ? [['Demo', `a simulated county, 90 days first, then live: ${folder.logFileOf('demo')}`]]
      : []),
  ];
  const lines = rows.map(([label = '', value = '']) => `  ${label.padEnd(15)}${value}`);
  return ['', 'Hengneng 衡能 is ready.', '', ...lines, '', 'Ctrl-C stops it.', ''].join('\n');
}
