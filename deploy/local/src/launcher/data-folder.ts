import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Where everything of one installation lies. */
export interface DataFolder {
  /** Real path of the folder itself. */
  readonly root: string;
  readonly adminPasswordFile: string;
  readonly signingKeyFile: string;
  /** Key that the daily roots are signed with. */
  readonly rootSigningKeyFile: string;
  /** Key that secrets of notification channels are sealed with. */
  readonly secretsKeyFile: string;
  readonly pki: string;
  readonly logs: string;
  /** Records of running processes and of the launcher. */
  readonly run: string;
  /** Where the parts of the running installation are reached; for commands beside it. */
  readonly addressesFile: string;
  readonly redis: string;
  readonly influxdb: string;
  readonly postgres: string;
  readonly journal: string;
  /** What the aggregator keeps besides figures. */
  readonly aggregator: string;
  /** Copy of the registry that a service keeps on disk; one each. */
  registryCacheOf(service: string): string;
  logFileOf(process: string): string;
}

/** Makes the folder if need be. Others may pass through it, since PostgreSQL runs as another user. */
export function openDataFolder(path: string): DataFolder {
  mkdirSync(path, { recursive: true, mode: 0o711 });
  const root = realpathSync(path);
  const folder: DataFolder = {
    root,
    adminPasswordFile: join(root, 'admin-password'),
    signingKeyFile: join(root, 'pki', 'journal-signing-key.pem'),
    rootSigningKeyFile: join(root, 'pki', 'root-signing-key.pem'),
    secretsKeyFile: join(root, 'pki', 'secrets-key'),
    pki: join(root, 'pki'),
    logs: join(root, 'logs'),
    run: join(root, 'run'),
    addressesFile: join(root, 'run', 'addresses.json'),
    redis: join(root, 'redis'),
    influxdb: join(root, 'influxdb'),
    postgres: join(root, 'postgres'),
    journal: join(root, 'journal'),
    aggregator: join(root, 'aggregator'),
    registryCacheOf: (service) => join(root, 'registry-cache', service),
    logFileOf: (process) => join(root, 'logs', `${process}.log`),
  };
  mkdirSync(folder.logs, { recursive: true, mode: 0o750 });
  mkdirSync(folder.run, { recursive: true, mode: 0o750 });
  mkdirSync(folder.pki, { recursive: true, mode: 0o700 });
  for (const data of [folder.redis, folder.influxdb, folder.journal, folder.aggregator]) {
    mkdirSync(data, { recursive: true, mode: 0o700 });
  }
  return folder;
}
