import { type GatewayAddresses, gatewayAddresses } from '../../core/account/gateway-address';
import { SILENT } from '../shared/log';
import { openListener } from './listener';
import { type GatewayOptions, openGateway } from './open-gateway';

export interface RunningGateway extends GatewayAddresses {
  /** The origin that browsers use, such as `http://127.0.0.1:8337`. The home page is at `/`. */
  readonly origin: string;
  /** An address that opens the API Manager once, within an hour. */
  managerLink(): string;
  /**
   * Stops at once and closes all connections. Mailboxes of `accounts` stay open; their creator closes them. Those of
   * people's own are closed.
   */
  close(): Promise<void>;
}

/** Rejects with the error of `listen`. @throws {StartupError} if the options are unsafe */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { host = '127.0.0.1', log = SILENT } = options;
  const listener = await openListener({ ...options, host, log });
  const { origin } = listener;
  const open = openGateway(options, origin);
  listener.serve(open.gateway);
  return {
    origin,
    ...gatewayAddresses(origin),
    managerLink: open.managerLink,
    async close() {
      await listener.close();
      await open.close();
    },
  };
}
