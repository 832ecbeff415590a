import type { AddressInfo } from 'node:net';
import type { Gateway } from '../access/gateway';
import { type BindOptions, checkBinding } from '../http/bind-address';
import { createDrain } from '../http/drain';
import { createHostCheck } from '../http/hosts';
import { createHttpServer, readCertificate } from '../http/http-server';
import { listen } from '../shared/listen';
import type { Log } from '../shared/log';
import { answerRequests } from './request';

export interface ListenerOptions extends BindOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly log: Log;
}

/** Takes the port before anything else is ready. */
export interface Listener {
  /** The origin that browsers use, such as `http://127.0.0.1:8337`. The home page is at `/`. */
  readonly origin: string;
  /** Of this machine, with the port: `127.0.0.1:8337`. */
  readonly address: string;
  /** Answers with this gateway from now on. Requests wait for the first one. */
  serve(gateway: Gateway): void;
  /**
   * Reads the certificate again. Returns a function that shows it on new connections; without TLS it does nothing.
   * @throws {StartupError} if the files can't be used
   */
  readCertificate(tls: BindOptions['tls']): Promise<() => void>;
  /** Ends in order, as {@link Drain} says. */
  drain(within: number): Promise<void>;
  /** Stops at once and closes all connections. */
  close(): Promise<void>;
}

/** Rejects with the error of `listen`. @throws {StartupError} if the options are unsafe */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const { port, host, publicOrigin, tls, log } = options;
  checkBinding(options);
  const { server, setCertificate } = await createHttpServer(tls);
  const { drain } = createDrain(server);
  let serve: (gateway: Gateway) => void = () => {};
  let served = new Promise<Gateway>(resolve => {
    serve = resolve;
  });
  answerRequests(server, {
    gateway: () => served,
    tls: tls !== undefined,
    isOwnHost: createHostCheck(host, publicOrigin),
    log,
  });
  await listen(server, { port, host }, log);
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    origin: publicOrigin ?? originOf(host, actualPort, tls !== undefined),
    address: `${inAddress(host)}:${actualPort}`,
    serve(gateway) {
      serve(gateway);
      served = Promise.resolve(gateway);
    },
    async readCertificate(again) {
      if (setCertificate === undefined || again === undefined) return () => {};
      const certificate = await readCertificate(again);
      return () => setCertificate(certificate);
    },
    drain,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Of a gateway without a public origin. */
export function originOf(host: string, port: number, tls: boolean): string {
  return new URL(`${tls ? 'https' : 'http'}://${inAddress(host)}:${port}`).origin;
}

const inAddress = (host: string) => (host.includes(':') ? `[${host}]` : host);
