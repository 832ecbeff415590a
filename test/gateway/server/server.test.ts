import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import { startGateway } from '../../../src/gateway/server/server';
import { preferredLanguage } from '../../../src/gateway/texts/language';
import {
  callFor,
  inputOf,
  type OpenGateway,
  openGateway,
  pageOf,
  submit,
  textIn,
  visit,
} from '../open-gateway';

let gateway: OpenGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

interface Received {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

function get(origin: string, host: string, path = '/', agent?: Agent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const sent = request(origin, { path, headers: { host }, ...(agent && { agent }) }, response => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

test.each([
  ['127.0.0.1', 200],
  ['127.0.0.1:8337', 200],
  ['localhost:8337', 200],
  ['LOCALHOST', 200],
  ['[::1]:8337', 200],
  ['evil.example', 403],
  ['127.0.0.1.evil.example', 403],
  ['localhost.evil.example:8337', 403],
  ['evil.example:127', 403],
])('the host %j gets status %i', async (host, status) => {
  expect((await get(gateway.origin, host)).status).toBe(status);
  const api = await get(gateway.origin, host, '/PersonalMessages/V2');
  expect(api.status).toBe(status);
});

test('the home page shows the addresses', async () => {
  const response = await visit(gateway, '/');
  expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
  const page = await pageOf(response);
  const fields = ['api-address', 'sign-in-page', 'webmail-address'].map(id => inputOf(page, id));
  expect(fields.map(field => field.value)).toEqual([
    gateway.apiAddress,
    gateway.signInPage,
    gateway.webmailAddress,
  ]);
  expect(fields.every(field => field.readOnly)).toBe(true);
  const links = [...page.querySelectorAll('main a')].map(link => link.getAttribute('href'));
  expect(links).toEqual(['/mail', '/sign-in']);
});

test('pages run only the gateway’s own script and can’t be framed', async () => {
  const { headers } = await visit(gateway, '/');
  const policy = headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("script-src 'self';");
  const message = await visit(gateway, '/message/none?key=x');
  expect(message.headers.get('content-security-policy')).not.toContain('script-src');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
});

test('the style sheet and the icon are served', async () => {
  const style = await visit(gateway, '/style.css');
  expect(style.headers.get('content-type')).toBe('text/css; charset=UTF-8');
  const rules = await style.text();
  expect(rules).toContain('color-scheme: light dark');
  expect(rules).toContain('forced-colors: active');
  expect(await (await visit(gateway, '/icon.svg')).text()).toContain('<svg');
});

test.each(['/nowhere', '/__proto__', '/message/', '//evil.example/', '/personalmessages/v2'])(
  '%s does not exist',
  async path => {
    expect((await get(gateway.origin, '127.0.0.1', path)).status).toBe(404);
  },
);

test('another method gets status 405', async () => {
  const response = await visit(gateway, '/sign-in', { method: 'DELETE' });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
});

describe('languages', () => {
  test.each([
    [undefined, 'en'],
    ['fr', 'fr'],
    ['fr-CA,en;q=0.5', 'fr'],
    ['en-US,en;q=0.9,fr;q=0.8', 'en'],
    ['de,fr;q=0.3,en;q=0.2', 'fr'],
    ['de', 'en'],
    ['fr;q=0', 'en'],
    ['fr;q=x', 'en'],
  ])('Accept-Language %j gives %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });

  test.each(['/', '/sign-in', '/nowhere'])('%s is in French with Accept-Language fr', async path => {
    const page = await pageOf(await visit(gateway, path, { headers: { 'accept-language': 'fr' } }));
    expect(page.documentElement.lang).toBe('fr');
    expect(page.body.textContent).toMatch(/Passerelle|Connexion|Page introuvable/);
  });
});

test('the gateway closes at once, even with open connections', async () => {
  const other = await openGateway();
  const agent = new Agent({ keepAlive: true });
  await get(other.origin, '127.0.0.1', '/', agent);
  const begin = performance.now();
  await other.close();
  expect(performance.now() - begin).toBeLessThan(500);
  await expect(fetch(other.origin)).rejects.toThrow();
  agent.destroy();
});

test('a port in use is an error', async () => {
  const port = Number(new URL(gateway.origin).port);
  await expect(startGateway({ port, mailbox: gateway.demo })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('each user sees their own mailbox', async () => {
  const mailboxes = [createDemoMailbox(), createDemoMailbox()];
  mailboxes[1]?.deliver();
  const accounts = mailboxes.map((mailbox, i) => ({ user: `user ${i}`, password: `p${i}`, mailbox }));
  const other = await startGateway({ port: 0, accounts });
  const form = await pageOf(await fetch(other.signInPage));
  expect(inputOf(form, 'user').value).toBe('');
  expect(form.querySelector('.notice')).toBeNull();
  const emails = await Promise.all(
    accounts.map(async ({ user, password }) => {
      const page = await pageOf(await submit(other, form, { user, password }));
      const token = page.querySelector<HTMLTextAreaElement>('#token')?.value ?? '';
      return textIn((await callFor(other, 'NoEMails', token)).xml, 'NoEmails');
    }),
  );
  expect(emails).toEqual(['14', '15']);
  expect((await submit(other, form, { user: 'user 0', password: 'p1' })).status).toBe(401);
  await other.close();
});
