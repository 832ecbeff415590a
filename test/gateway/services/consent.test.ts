import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConsents } from '../../../src/gateway/access/consent';
import { FACTEUR } from '../../../src/gateway/services/service';
import { createMemoryRecords } from '../../../src/gateway/shared/records';
import {
  type Called,
  callFor,
  choicesIn,
  inputOf,
  namesIn,
  type OpenGateway,
  pageOf,
  signInByHand,
  submit,
  textIn,
  visit,
} from '../open-gateway';
import { BACK, basic, callAs, makeService, openWith, PASSWORD, signInFor } from './open-services';

const INFOS = 'NoUnReadMails,EmailsLastNDetailed';

let gateway: OpenGateway;
let token: string;
let cookie: string;
beforeEach(async () => {
  gateway = await openWith([makeService(), makeService({ id: 'other', infos: ['NoSMS'] })]);
  ({ token, cookie } = await signInFor(gateway, 'stats'));
});
afterEach(() => gateway.close());

const ask = (infos = INFOS): Promise<Called> => callAs(gateway, basic('stats', PASSWORD), { token, infos });

/** Opens an address in the browser of the user, who is signed in. */
const open = async (address: string) => pageOf(await visit(gateway, address, { headers: { cookie } }));

/** The page that the privacy error leads to. */
const choicePage = async (back = BACK) =>
  open(`${textIn((await ask()).xml, 'url')}&urlRetour=${encodeURIComponent(back)}`);

test('a service gets the privacy error until the user has chosen', async () => {
  const { response, xml } = await ask();
  expect(response.status).toBe(500);
  expect(xml.documentElement.nodeName).toBe('error');
  expect([textIn(xml, 'code'), textIn(xml, 'detail')]).toEqual(['-3', 'PrivacyAccessDeniedException']);
  const url = new URL(textIn(xml, 'url') ?? '');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    family: 'PersonalMessages',
    serviceId: 'stats',
    attributes: `${INFOS},see`,
  });
});

test('the page shows who asks, suggests what is asked for, and leads back exactly', async () => {
  const page = await choicePage();
  expect(page.querySelector('h1')?.textContent).toBe('What Mail statistics sees');
  expect(page.querySelector('.service a')?.getAttribute('href')).toBe('https://stats.example.org/');
  expect(choicesIn(page)).toEqual({
    NoEMails: 'withheld',
    NoUnReadMails: 'allowed',
    NoSMS: 'withheld',
    EmailsLastNDetailed: 'allowed',
  });
  const saved = await submit(gateway, page, { EmailsLastNDetailed: 'withheld', choice: 'save' });
  expect(saved.headers.get('location')).toBe(BACK);

  const { xml } = await ask();
  expect(namesIn(xml, 'UserAuthorizedData')).toEqual(['NoUnReadMails']);
  expect(namesIn(xml, 'UserProtectedData')).toEqual(['EmailsLastNDetailed']);
});

test.each([
  `${BACK}x`,
  `${BACK}#x`,
  'https://stats.example.org/',
  'https://evil.example/',
  'javascript:alert(1)',
])('the page never leads to %s', async address => {
  const [asked, registered] = [await choicePage(address), await choicePage()];
  const saved = await submit(gateway, asked, { choice: 'save' });
  expect(saved.headers.get('location')).toMatch(/^\/privacy\?/);
  const changed = await submit(gateway, registered, { choice: 'save', urlRetour: address });
  expect(changed.headers.get('location')).toMatch(/^\/privacy\?/);
});

test('what is allowed once is in one answer; then the service has to ask again', async () => {
  await submit(gateway, await choicePage(), {
    NoUnReadMails: 'once',
    EmailsLastNDetailed: 'once',
    choice: 'save',
  });
  expect(namesIn((await ask()).xml, 'UserAuthorizedData')).toEqual(['NoUnReadMails', 'EmailsLastNDetailed']);
  expect(textIn((await ask()).xml, 'code')).toBe('-3');
});

test('a service’s links don’t open anything without the user’s sign-in', async () => {
  await submit(gateway, await choicePage(), { choice: 'save' });
  const { xml } = await ask();
  const links = [textIn(xml, 'PrivacyDashboardURL'), textIn(xml, 'msg_url_access')].map(text => text ?? '');
  for (const link of links) {
    const response = await visit(gateway, link);
    expect(response.status).toBe(303);
    const signIn = await pageOf(await visit(gateway, response.headers.get('location') ?? ''));
    expect(signIn.querySelector('h1')?.textContent).toBe('Sign in');
    const next = (await submit(gateway, signIn)).headers.get('location') ?? '';
    const there = new URL(next, gateway.origin);
    const asked = new URL(link);
    expect(there.pathname).toBe(asked.pathname);
    expect([...there.searchParams]).toEqual([...asked.searchParams]);
    expect((await visit(gateway, next, { headers: { cookie } })).status).toBe(200);
  }
});

describe('a user who changes their mind', () => {
  const choose = async (choice: string) =>
    submit(gateway, await open('/privacy?serviceId=stats'), { choice });
  const listed = async () =>
    [...(await open('/privacy')).querySelectorAll('.service strong')].map(name => name.textContent);

  test('refuses: the service gets the privacy error, Facteur goes on', async () => {
    await submit(gateway, await choicePage(), { choice: 'save' });
    await choose('refuse');
    expect(textIn((await ask()).xml, 'code')).toBe('-3');
    const facteurs = await signInByHand(gateway);
    expect((await callFor(gateway, INFOS, facteurs.token)).response.status).toBe(200);
    expect(await listed()).toEqual(['Facteur', 'Mail statistics']);
    expect((await open('/privacy?serviceId=stats')).querySelector('.notice.bad')).not.toBeNull();
  });

  test('undoes the choice: the service has to ask again, and stays in the list', async () => {
    await submit(gateway, await choicePage(), { choice: 'save' });
    await choose('withdraw');
    expect(textIn((await ask()).xml, 'code')).toBe('-3');
    expect(await listed()).toEqual(['Facteur', 'Mail statistics']);
  });

  test('forgets the service: it is no longer in the list until it asks again', async () => {
    await submit(gateway, await choicePage(), { choice: 'save' });
    expect((await choose('forget')).headers.get('location')).toBe('/privacy?user=demo&saved=forget');
    expect((await open('/privacy')).querySelector('h1')?.textContent).toBe('What Facteur sees');
    expect(textIn((await ask()).xml, 'code')).toBe('-3');
    expect(await listed()).toEqual(['Facteur', 'Mail statistics']);
  });
});

test('the list says when each service asked last, and for what', async () => {
  await ask();
  const [facteur, stats] = [...(await open('/privacy')).querySelectorAll('.services li')];
  expect(facteur?.textContent).toContain('It hasn’t asked for anything yet.');
  expect(stats?.textContent).toMatch(
    /Last asked \(.+\): Number of unread e-mails and The latest unread e-mails/,
  );
  expect(stats?.querySelector('a.button')?.getAttribute('aria-label')).toBe('Choose: Mail statistics');
});

test('a refusal while a call is answered counts for what is allowed once', async () => {
  const consents = createConsents(FACTEUR.id, createMemoryRecords());
  await consents.choose('demo', 'stats', new Map([['NoSMS', 'once']]));
  await consents.refuse('demo', 'stats');
  expect(await consents.spend('demo', 'stats', ['NoSMS'])).toEqual(['NoSMS']);
});

test('a service that is forgotten while it is answered stays forgotten', async () => {
  const consents = createConsents(FACTEUR.id, createMemoryRecords());
  await consents.choose('demo', 'stats', new Map([['NoSMS', 'once']]));
  await consents.withdraw('demo', 'stats');
  expect(await consents.spend('demo', 'stats', ['NoSMS'])).toEqual(['NoSMS']);
  expect(await consents.servicesOf('demo')).toEqual([]);
});

test('a choice about one service says nothing about another', async () => {
  await submit(gateway, await choicePage(), { choice: 'save' });
  const other = await signInFor(gateway, 'other');
  const { xml } = await callAs(gateway, basic('other', PASSWORD), { token: other.token, infos: 'NoSMS' });
  expect(textIn(xml, 'code')).toBe('-3');
  expect(Object.keys(choicesIn(await open('/privacy?serviceId=other')))).toEqual(['NoSMS']);
});

test('the signature of one service’s form is not valid for another', async () => {
  const page = await open('/privacy?serviceId=stats');
  inputOf(page, 'serviceId').value = 'other';
  expect((await submit(gateway, page, { choice: 'save' })).status).toBe(403);
});

test('a link to another user’s choice leads to the sign-in, and then to one’s own', async () => {
  const response = await visit(gateway, '/privacy?user=anna&serviceId=stats', { headers: { cookie } });
  const next = new URLSearchParams(response.headers.get('location')?.split('?')[1]).get('next');
  expect(next).toBe('/privacy?serviceId=stats');
});

test('there is no page about an unknown service', async () => {
  expect((await visit(gateway, '/privacy?serviceId=nobody', { headers: { cookie } })).status).toBe(404);
});
