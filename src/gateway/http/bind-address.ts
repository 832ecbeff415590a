import { isLoopbackAddress } from '../shared/loopback';
import { StartupError } from '../shared/startup-error';

export interface BindOptions {
  readonly host: string;
  readonly publicOrigin?: string | undefined;
  /** PEM files; the certificate is followed by its chain. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Allows plain http: a reverse proxy adds TLS, or the operator trusts the network. */
  readonly allowPlainHttp?: boolean | undefined;
}

/** Parses an origin, with or without a slash at the end; `undefined` for any other text. */
export function parseOrigin(text: string): string | undefined {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const { origin } = new URL(text);
  return text === origin || text === `${origin}/` ? origin : undefined;
}

/** @throws {StartupError} if other machines could connect without TLS, unless `allowPlainHttp` is set */
export function checkBinding({ host, publicOrigin, tls, allowPlainHttp = false }: BindOptions): void {
  if (!isLoopbackAddress(host)) {
    if (tls === undefined && !allowPlainHttp) {
      throw new StartupError(
        `${host} can be reached from other machines, and passwords and tokens would be sent without encryption: give --tls-cert and --tls-key, or --allow-plain-http behind a reverse proxy or in a network that you trust`,
      );
    }
    if (publicOrigin === undefined) {
      throw new StartupError(
        `${host} can be reached from other machines under any name: give the address that browsers use with --public-origin, such as https://mail.example.org`,
      );
    }
  }
  if (publicOrigin?.startsWith('http:')) {
    if (tls !== undefined) {
      throw new StartupError(
        `the public origin ${publicOrigin} doesn’t match the TLS options: give a --public-origin that begins with https://`,
      );
    }
    if (!allowPlainHttp) {
      throw new StartupError(
        `passwords and tokens would be sent to ${publicOrigin} without encryption: give a --public-origin that begins with https://, or --allow-plain-http too`,
      );
    }
  }
}
