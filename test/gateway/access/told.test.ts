import { expect, test } from 'vitest';
import { GRANT, MailboxError } from '../../../src/gateway/mailbox/mailbox';
import type { AuditEvent } from '../../../src/gateway/shared/audit';
import { createNoMetrics } from '../../../src/gateway/shared/metrics';
import { callFor, pageOf, privacyAddress, submit, visit } from '../open-gateway';
import { openAtProvider, signInThere } from './oauth-walk';
import { ANNA, firstLink, openTwo, signIn } from './two-gateways';

/** Notes the audit events, the sign-ins by outcome and the answers by code. */
function listen() {
  const events: AuditEvent[] = [];
  const told: (string | number)[] = [];
  const metrics = {
    ...createNoMetrics(),
    personSignIn: (outcome: string) => void told.push(outcome),
    answered: (code: number) => void told.push(code),
  };
  return {
    options: { audit: (event: AuditEvent) => void events.push(event), metrics },
    events: () => events.splice(0),
    told: () => told.splice(0),
  };
}

const CLIENT = '127.0.0.1';
const SIGN_IN = { event: 'sign-in', user: ANNA, client: CLIENT, by: 'password', service: 'facteur' };

test('sign-ins and sign-outs are noted, with the client', async () => {
  const { options, events, told } = listen();
  const { one } = await openTwo(options);
  const { cookie } = await signIn(one);
  expect(events()).toEqual([{ ...SIGN_IN, outcome: 'done' }]);
  const mail = await pageOf(await visit(one, '/mail', { headers: { cookie } }));
  await submit(one, mail, { everywhere: '1' });
  expect(events()).toEqual([{ event: 'sign-out', user: ANNA, everywhere: true }]);
  expect(told()).toEqual(['done']);
});

test('refused sign-ins, and those that wait or fail, are noted', async () => {
  const { options, events, told } = listen();
  const failures = [
    new MailboxError('refused', 'x', 'AUTHENTICATIONFAILED'),
    new MailboxError('unreachable', 'x', 'ECONNREFUSED'),
  ];
  const { own } = await openTwo();
  const failing = { ...own, passwordTries: 3, test: async () => Promise.reject(failures.shift()) };
  const { one } = await openTwo({ ...options, own: failing });
  const form = await pageOf(await visit(one, '/sign-in'));
  for (const password of ['1', '2']) await submit(one, form, { user: ANNA, password });
  expect(told()).toEqual(['refused', 'failed']);
  failures.push(new MailboxError('refused', 'x'), new MailboxError('refused', 'x'));
  for (const password of ['3', '4']) {
    one.clock.now += 60_000;
    await submit(one, form, { user: ANNA, password });
  }
  expect(told()).toEqual(['refused', 'wait']);
  expect(events().map(it => it.event === 'sign-in' && it.outcome)).toEqual([
    'refused',
    'failed',
    'refused',
    'wait',
  ]);
});

test('a sign-in at a provider is noted with its name', async () => {
  const { options, events } = listen();
  const { gateway } = await openAtProvider({ options });
  await signInThere(gateway);
  expect(events()).toEqual([{ ...SIGN_IN, outcome: 'done', by: 'company' }]);
  await signInThere(gateway, { consents: false });
  await signInThere(gateway, { as: 'mallory@example.org' });
  expect(events()).toEqual(Array(2).fill({ ...SIGN_IN, outcome: 'refused', by: 'company' }));
});

test('choices about a service are noted', async () => {
  const { options, events } = listen();
  const { one } = await openTwo(options);
  const { token } = await signIn(one);
  events();
  const page = async () => pageOf(await visit(one, await privacyAddress(one, token)));
  await submit(one, await page(), { choice: 'save', NoSMS: 'withheld' });
  await submit(one, await page(), { choice: 'refuse' });
  const consent = { event: 'consent', user: ANNA, service: 'facteur' };
  expect(events()).toEqual([
    { ...consent, decision: 'chosen' },
    { ...consent, decision: 'refused' },
  ]);
});

test('answers are counted by their code', async () => {
  const { options, told } = listen();
  const { one } = await openTwo(options);
  const { token } = await signIn(one);
  told();
  await callFor(one, 'NoEMails', token);
  await callFor(one, 'NoEMails', 'x');
  await callFor(one, 'NoFax', token);
  const page = await pageOf(await visit(one, await privacyAddress(one, token)));
  told();
  await submit(one, page, { choice: 'refuse' });
  await callFor(one, 'NoEMails', token);
  expect(told()).toEqual([-3]);
});

test.each([
  ['mail server', 'AUTHENTICATIONFAILED'],
  ['provider', GRANT],
])('a token that ends as the %s refuses the sign-in is noted', async (by, code) => {
  const { options, events } = listen();
  const { own } = await openTwo();
  const counts = () => Promise.reject(new MailboxError('refused', 'x', code));
  const refused = {
    ...own,
    open: (...it: Parameters<typeof own.open>) => ({ ...own.open(...it), counts }),
  };
  const { one } = await openTwo({ ...options, own: refused });
  const { token } = await signIn(one);
  events();
  await callFor(one, 'NoEMails', token);
  expect(events()).toEqual([{ event: 'revocation', user: ANNA, by }]);
});

test('a new password of a mailbox, which ends its sign-ins, is noted', async () => {
  const { options, events } = listen();
  const { own } = await openTwo();
  let password = 'right';
  const test = async (account: { login: object }) => {
    if (!JSON.stringify(account.login).includes(`"${password}"`)) throw new MailboxError('refused', 'x');
  };
  const { one } = await openTwo({ ...options, own: { ...own, test } });
  const { token } = await signIn(one);
  await callFor(one, 'NoEMails', token);
  password = 'new';
  events();
  await signIn(one, ANNA, 'new');
  expect(events()).toEqual([
    { event: 'revocation', user: ANNA, by: 'new password' },
    { ...SIGN_IN, outcome: 'done' },
  ]);
});

test('a mailbox is told the address of the person who uses it', async () => {
  const { options } = listen();
  const { one, used } = await openTwo({ ...options, trustedProxies: [CLIENT] });
  const { token, cookie } = await signIn(one);
  used.splice(0);
  const headers = (client: string) => ({ 'x-forwarded-for': client, cookie });
  const query = new URLSearchParams({ action: 'getPersonalMessages', infos: 'NoSMS', token });
  await visit(one, `/PersonalMessages/V2?${query}`, { headers: headers('192.0.2.1') });
  await visit(one, '/mail', { headers: headers('192.0.2.2') });
  await visit(one, await firstLink(one, token), { headers: { 'x-forwarded-for': '192.0.2.3' } });
  expect(used.filter(it => it !== CLIENT)).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3']);
});
