import { INFOS } from '../../../src/core/answer/api-vocabulary';
import { hashPassword } from '../../../src/gateway/services/credentials';
import type { Service } from '../../../src/gateway/services/service';
import {
  type Called,
  type OpenGateway,
  openGateway,
  pageOf,
  parseXml,
  submit,
  type TestOptions,
  visit,
} from '../open-gateway';

export const PASSWORD = 'a-long-random-password';
export const BACK = 'https://stats.example.org/back?from=mail';

export function makeService(changes: Partial<Service> & { password?: string } = {}): Service {
  const { password = PASSWORD, ...rest } = changes;
  const id = rest.id ?? 'stats';
  return {
    id,
    name: 'Mail statistics',
    site: 'https://stats.example.org/',
    logo: undefined,
    infos: INFOS,
    redirects: [BACK],
    standing: 'approved',
    passwordHash: hashPassword({ id, password }),
    ...rest,
  };
}

export function openWith(services: readonly Service[], options: TestOptions = {}): Promise<OpenGateway> {
  return openGateway({ services, ...options });
}

export const basic = (id: string, password: string) =>
  `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`;

/** Signs the demo's user in for a service, as in a browser. */
export async function signInFor(
  gateway: OpenGateway,
  id: string,
): Promise<{ token: string; cookie: string }> {
  const query = new URLSearchParams({ service: id, redirect_uri: BACK, state: 'x' });
  const form = await pageOf(await visit(gateway, `/sign-in?${query}`));
  const response = await submit(gateway, form);
  const back = new URL(response.headers.get('location') ?? '');
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { token: back.searchParams.get('token') ?? '', cookie };
}

/** Calls the API as a service does. */
export async function callAs(
  gateway: OpenGateway,
  authorization: string | undefined,
  query: Record<string, string>,
): Promise<Called> {
  const all = { action: 'getPersonalMessages', infos: 'NoSMS', ...query };
  const response = await fetch(`${gateway.apiAddress}?${new URLSearchParams(all)}`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  const text = await response.text();
  return { response, text, xml: parseXml(text) };
}
