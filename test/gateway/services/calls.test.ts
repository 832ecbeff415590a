import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  namesIn,
  type OpenGateway,
  openGateway,
  pageOf,
  signInByHand,
  submit,
  textIn,
  visit,
} from '../open-gateway';
import { basic, callAs, makeService, openWith, PASSWORD, signInFor } from './open-services';

let gateway: OpenGateway;
let token: string;
let facteurs: string;
beforeEach(async () => {
  gateway = await openWith([
    makeService(),
    makeService({ id: 'other', infos: ['NoSMS'] }),
    makeService({ id: 'new', standing: 'waiting' }),
    makeService({ id: 'bad', standing: 'refused' }),
  ]);
  ({ token } = await signInFor(gateway, 'stats'));
  ({ token: facteurs } = await signInByHand(gateway));
});
afterEach(() => gateway.close());

const right = basic('stats', PASSWORD);

test('Facteur needs no password, also if it gives some', async () => {
  for (const authorization of [undefined, basic('facteur', ''), basic('facteur', 'x')]) {
    expect(textIn((await callAs(gateway, authorization, { token: facteurs })).xml, 'NoSMS')).toBe('1');
  }
});

test('without services, a service ID and password of any kind are ignored', async () => {
  const alone = await openGateway();
  const { token } = await signInByHand(alone);
  for (const authorization of [undefined, right, 'Basic x', 'Bearer x']) {
    expect(textIn((await callAs(alone, authorization, { token })).xml, 'NoSMS')).toBe('1');
  }
  await alone.close();
});

test('an approved service without a password, as in a damaged file, may not call', async () => {
  const open = await openWith([{ ...makeService(), passwordHash: undefined }]);
  const { token } = await signInFor(open, 'stats');
  for (const password of ['', 'x']) {
    expect(textIn((await callAs(open, basic('stats', password), { token })).xml, 'code')).toBe('501');
  }
  await open.close();
});

test('the log has at most 40 characters of a service ID', async () => {
  await callAs(gateway, basic('x'.repeat(5000), 'y'), { token });
  expect(gateway.lines.at(-1)).toBe(`api: error 501 (service ${'x'.repeat(40)}: unknown)`);
});

describe('the code 501 and a line in the log are the answer to', () => {
  test.each<[string, string | undefined, string]>([
    ['a wrong password', basic('stats', 'wrong'), 'service stats: wrong-password'],
    ['the password of another service', basic('other', `${PASSWORD}x`), 'service other: wrong-password'],
    ['no password', basic('stats', ''), 'service stats: no-password'],
    ['an unknown service', basic('nobody', PASSWORD), 'service nobody: unknown'],
    ['a service that waits', basic('new', PASSWORD), 'service new: waiting'],
    ['a service that was refused', basic('bad', PASSWORD), 'service bad: refused'],
    ['credentials without a colon', `Basic ${Buffer.from('stats').toString('base64')}`, 'service : unknown'],
    ['another scheme', 'Bearer stats', 'service : unknown'],
    ['another service’s token', basic('other', PASSWORD), 'service other: a token of stats'],
    ['a service’s token without its credentials', undefined, 'service facteur: a token of stats'],
  ])('%s', async (_what, authorization, line) => {
    const { response, xml, text } = await callAs(gateway, authorization, { token });
    expect(response.status).toBe(200);
    expect(textIn(xml, 'getPersonalMessagesReturn > error > code')).toBe('501');
    expect(text).not.toContain('stats');
    expect(gateway.lines.at(-1)).toBe(`api: error 501 (${line})`);
    expect(gateway.lines.join('\n')).not.toContain(PASSWORD);
  });

  test('Facteur’s token from another service', async () => {
    expect(textIn((await callAs(gateway, right, { token: facteurs })).xml, 'code')).toBe('501');
  });
});

test('infos that the service may not ask for are answered with 503', async () => {
  const { token } = await signInFor(gateway, 'other');
  const call = (infos: string) => callAs(gateway, basic('other', PASSWORD), { token, infos });
  expect(textIn((await call('NoSMS,NoEMails')).xml, 'code')).toBe('503');
  expect(gateway.lines.at(-1)).toBe('api: error 503 (service other: infos that it may not ask for)');
  expect(textIn((await call('NoSMS')).xml, 'code')).toBe('-3');
});

test('a service that calls too often has to wait until the next minute, and others don’t', async () => {
  const slow = await openWith([makeService(), makeService({ id: 'other' })], { callsPerMinute: 3 });
  const { token } = await signInFor(slow, 'stats');
  const statuses = async (count: number) => {
    const seen: number[] = [];
    for (let i = 0; i < count; i++) seen.push((await callAs(slow, right, { token })).response.status);
    return seen;
  };
  expect(await statuses(4)).toEqual([500, 500, 500, 429]);
  const { response, xml } = await callAs(slow, right, { token });
  expect(textIn(xml, 'error > code')).toBe('505');
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(60);

  const others = await signInFor(slow, 'other');
  expect((await callAs(slow, basic('other', PASSWORD), others)).response.status).toBe(500);
  const facteurs = await signInByHand(slow);
  for (let i = 0; i < 5; i++) expect((await callAs(slow, undefined, facteurs)).response.status).toBe(200);

  slow.clock.now += Number(response.headers.get('retry-after')) * 1000;
  expect(await statuses(1)).toEqual([500]);
  await slow.close();
});

describe('a service only reads', () => {
  const archive = async (sent: string, authorization: string | undefined) => {
    const [mail] = await gateway.demo.latest(1);
    const body = new URLSearchParams({ token: sent, msg_id: mail?.id ?? '' });
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const request = { method: 'POST', body, headers };
    return (await fetch(`${gateway.apiAddress}?action=archive`, request)).text();
  };

  test('its answers offer no actions, whatever the user allows', async () => {
    const signedIn = await signInFor(gateway, 'stats');
    const undecided = await callAs(gateway, right, { token });
    const choice = await visit(gateway, textIn(undecided.xml, 'url') ?? '', {
      headers: { cookie: signedIn.cookie },
    });
    const page = await pageOf(choice);
    await submit(gateway, page, { EmailsLastNDetailed: 'allowed', choice: 'save' });
    const { xml } = await callAs(gateway, right, { token, infos: 'EmailsLastNDetailed' });
    expect(namesIn(xml, 'UserAuthorizedData')).toEqual(['EmailsLastNDetailed']);
    expect(textIn(xml, 'SupportedActions')).toBeUndefined();
  });

  test('an action of one is refused: 501', async () => {
    for (const sent of [token, facteurs]) expect(await archive(sent, right)).toContain('<code>501</code>');
    expect(gateway.lines.at(-1)).toBe('api: error 501 (service stats: services only read)');
    // Nor as Facteur with the service's token.
    expect(await archive(token, undefined)).toContain('<code>501</code>');
    expect(await archive(facteurs, basic('stats', 'wrong'))).toContain('<code>501</code>');
    expect((await gateway.demo.counts()).emails).toBe(14);
    expect(await archive(facteurs, undefined)).toContain('<status>done</status>');
    expect((await gateway.demo.counts()).emails).toBe(13);
  });

  test('an action of one counts as a call', async () => {
    const limited = await openWith([makeService()], { callsPerMinute: 1 });
    const post = () =>
      fetch(`${limited.apiAddress}?action=archive`, {
        method: 'POST',
        body: new URLSearchParams({ token, msg_id: 'x' }),
        headers: { authorization: right },
      });
    expect((await post()).status).toBe(200);
    expect((await post()).status).toBe(429);
    await limited.close();
  });
});
