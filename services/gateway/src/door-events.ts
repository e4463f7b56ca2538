/** Why a CONNECT was refused. */
export type ConnectRefusal = 'credentials' | 'client-id' | 'not-ready' | 'connections';

/** What the doors tell: each is counted, some are logged. */
export interface DoorEvents {
  connectRefused(reason: ConnectRefusal): void;
  /** A connection broke a rule of framing and was cut. */
  violation(reason: string): void;
  throttled(): void;
  willIgnored(): void;
  subscribeRefused(): void;
  downlinkDropped(): void;
  revoked(username: string): void;
  recheckFailed(error: unknown): void;
  connectionFailed(username: string | null, error: Error): void;
}
