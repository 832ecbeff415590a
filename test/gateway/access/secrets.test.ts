import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import { readOrCreateKey } from '../../../src/gateway/state/key-file';
import { temporaryFolder } from '../folder';
import {
  callFor,
  cookiesOf,
  EXTENSION,
  type OpenGateway,
  openGateway,
  pageOf,
  privacyAddress,
  submit,
  textIn,
  visit,
} from '../open-gateway';
import { send } from '../send';

const USER = 'user-canary';
const PASSWORD = 'password-canary';
const WRONG = 'wrong-canary';

/** Visits all pages and the API, with and without errors. Returns the secrets. */
async function useAll(gateway: OpenGateway): Promise<string[]> {
  const flow = `/sign-in?${new URLSearchParams({ redirect_uri: `${EXTENSION}uri-canary`, state: 'state-canary' })}`;
  const right = { user: USER, password: PASSWORD };
  const form = await pageOf(await visit(gateway, '/sign-in?next=/mail'));
  const signedIn = await submit(gateway, form, right);
  const cookie = cookiesOf(signedIn);
  const back = await submit(gateway, await pageOf(await visit(gateway, flow)), right);
  const token = new URL(back.headers.get('location') ?? '').searchParams.get('token') ?? '';
  const { xml } = await callFor(gateway, 'EmailsLastNDetailed,NoEMails', token);
  const message = textIn(xml, 'msg_url_access') ?? '';
  const privacy = await privacyAddress(gateway, token);
  for (const page of ['/', '/mail', '/privacy', '/nowhere', message, privacy]) {
    await visit(gateway, page, { headers: { cookie } });
    await send(new URL(page, gateway.origin).href, { headers: { cookie, host: 'evil.example' } });
    await visit(gateway, page, { method: 'PUT', headers: { cookie } });
  }
  const choice = await pageOf(await visit(gateway, privacy));
  await submit(gateway, choice, { choice: 'save' });
  await submit(gateway, choice, { choice: 'refuse', form: '' });
  await submit(gateway, choice, { choice: 'refuse' }, { origin: 'https://evil.example' });
  await submit(gateway, choice, { choice: 'refuse' });
  await callFor(gateway, 'NoEMails', token);
  await callFor(gateway, 'NoEMails', `${token}x`);
  await submit(gateway, await pageOf(await visit(gateway, '/mail', { headers: { cookie } })));
  for (let i = 0; i < 11; i++) await submit(gateway, form, { user: PASSWORD, password: WRONG });
  const keys = [message, privacy].map(address => new URL(address).searchParams.get('key') ?? '');
  const values = cookie.split('; ').map(pair => pair.split('=')[1] ?? '');
  const mails = await gateway.demo.latest(1);
  return [
    ...[USER, PASSWORD, WRONG, 'uri-canary', 'state-canary', token, ...token.split('|'), ...keys, ...values],
    ...mails.flatMap(({ id, subject, from }) => [id, subject, from.address]),
  ].filter(text => text.length > 4);
}

test('the log and the console never contain a secret', async () => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, 'write').mockImplementation(text => {
      written.push(String(text));
      return true;
    });
    onTestFinished(() => spy.mockRestore());
  }
  const state = await temporaryFolder();
  const demo = createDemoMailbox();
  const accounts = [{ user: USER, password: PASSWORD, mailbox: demo }];
  const opened = await openGateway({ accounts, state });
  const gateway = { ...opened, demo };
  onTestFinished(() => gateway.close());
  const secrets = await useAll(gateway);
  const key = await readOrCreateKey(join(state, 'key'), '');
  secrets.push(key.toString('base64url'), key.toString('base64'), key.toString('hex'));

  const told = [...gateway.lines, ...written].join('\n');
  expect(secrets.length).toBeGreaterThan(15);
  expect(secrets.filter(secret => told.includes(secret))).toEqual([]);
  const facts = [
    'another host',
    'another site',
    'mail: ',
    'sign-in: done',
    'sign-in: refused',
    'sign-in: has to wait',
    'api: error 102',
    'privacy: ',
  ];
  expect(facts.filter(fact => !told.includes(fact))).toEqual([]);
});
