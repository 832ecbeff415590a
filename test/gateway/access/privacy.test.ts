import { afterEach, beforeEach, expect, test } from 'vitest';
import { INFOS } from '../../../src/core/answer/api-vocabulary';
import {
  callFor,
  choicesIn,
  EXTENSION,
  namesIn,
  type OpenGateway,
  openGateway,
  pageOf,
  privacyAddress,
  signInByHand,
  submit,
  textIn,
  visit,
} from '../open-gateway';

let gateway: OpenGateway;
let token: string;
let cookie: string;
let address: string;

beforeEach(async () => {
  gateway = await openGateway();
  ({ token, cookie } = await signInByHand(gateway));
  address = await privacyAddress(gateway, token);
});
afterEach(() => gateway.close());

async function choose(choices: Record<string, string>, at = address): Promise<Response> {
  const page = await pageOf(await visit(gateway, at));
  return submit(gateway, page, { ...choices, choice: 'save' });
}

test('everything is allowed until the user chooses', async () => {
  const page = await pageOf(await visit(gateway, address));
  expect(choicesIn(page)).toEqual(Object.fromEntries(INFOS.map(info => [info, 'allowed'])));
});

test('a withheld info is an empty element in the protected section', async () => {
  const saved = await choose({ NoEMails: 'withheld', EmailsLastNDetailed: 'withheld' });
  expect(saved.status).toBe(303);
  const confirmation = await pageOf(await visit(gateway, saved.headers.get('location') ?? ''));
  expect(confirmation.querySelector('.notice.good')).not.toBeNull();
  expect(choicesIn(confirmation)).toEqual({
    NoEMails: 'withheld',
    NoUnReadMails: 'allowed',
    NoSMS: 'allowed',
    EmailsLastNDetailed: 'withheld',
  });

  const { text, xml } = await callFor(gateway, 'EmailsLastNDetailed,NoUnReadMails,NoEMails', token);
  expect(namesIn(xml, 'UserAuthorizedData')).toEqual(['NoUnReadMails']);
  expect(namesIn(xml, 'UserProtectedData')).toEqual(['NoEmails', 'EmailsLastNDetailed']);
  expect(text).toContain('<UserProtectedData><NoEmails/><EmailsLastNDetailed/></UserProtectedData>');
  expect(text).not.toContain('<msg>');
});

test('an info that is allowed once is in one answer, also with several calls at a time', async () => {
  await choose({ NoSMS: 'once' });
  const calls = await Promise.all(Array.from({ length: 5 }, () => callFor(gateway, 'NoSMS,NoEMails', token)));
  const told = calls.filter(({ xml }) => namesIn(xml, 'UserAuthorizedData').includes('NoSMS'));
  expect(told).toHaveLength(1);
  const withheld = calls.filter(({ xml }) => namesIn(xml, 'UserProtectedData').includes('NoSMS'));
  expect(withheld).toHaveLength(4);
  expect((await callFor(gateway, 'NoSMS', token)).response.status).toBe(500);
  expect((await callFor(gateway, 'NoEMails', token)).response.status).toBe(200);
});

test('refusing everything gives the privacy error until the user saves a choice', async () => {
  await choose({ NoEMails: 'withheld', NoUnReadMails: 'withheld', EmailsLastNDetailed: 'withheld' });
  await submit(gateway, await pageOf(await visit(gateway, address)), { choice: 'refuse' });

  const { response, xml } = await callFor(gateway, 'NoSMS', token);
  expect(response.status).toBe(500);
  expect(response.headers.get('content-type')).toBe('text/xml; charset=UTF-8');
  expect(xml.documentElement.nodeName).toBe('error');
  expect(namesIn(xml, 'error')).toEqual(['code', 'detail', 'url']);
  expect(textIn(xml, 'code')).toBe('-3');
  expect(textIn(xml, 'detail')).toBe('PrivacyAccessDeniedException');
  const url = textIn(xml, 'url') ?? '';
  expect(new URL(url).search).not.toBe('');

  const back = `${EXTENSION}privacy`;
  const page = await pageOf(await visit(gateway, `${url}&urlRetour=${encodeURIComponent(back)}`));
  expect(choicesIn(page)).toMatchObject({ NoEMails: 'withheld', NoSMS: 'allowed' });
  const saved = await submit(gateway, page, { choice: 'save' });
  expect(saved.status).toBe(303);
  expect(saved.headers.get('location')).toBe(back);
  expect((await callFor(gateway, 'NoSMS', token)).response.status).toBe(200);
});

test('a return address that isn’t an extension’s is ignored', async () => {
  const saved = await choose({}, `${address}&urlRetour=${encodeURIComponent('https://evil.example/')}`);
  expect(saved.headers.get('location')).toMatch(/^\/privacy\?/);
  const page = await pageOf(await visit(gateway, `${address}&urlRetour=${encodeURIComponent(EXTENSION)}`));
  const changed = await submit(gateway, page, { choice: 'save', urlRetour: 'https://evil.example/' });
  expect(changed.headers.get('location')).toMatch(/^\/privacy\?/);
});

test('the page opens only with its key or the user’s session', async () => {
  expect((await visit(gateway, '/privacy', { headers: { cookie } })).status).toBe(200);
  expect((await visit(gateway, '/privacy')).headers.get('location')).toBe('/sign-in?next=%2Fprivacy');
  expect((await visit(gateway, '/privacy?user=demo')).status).toBe(303);
  expect((await visit(gateway, '/privacy?user=demo&key=AAAA')).status).toBe(403);
  expect((await visit(gateway, address.replace('user=demo', 'user=other'))).status).toBe(403);
});

test('a form from another browser changes nothing', async () => {
  const page = await pageOf(await visit(gateway, address));
  expect((await submit(gateway, page, { choice: 'refuse', form: '' })).status).toBe(403);
  expect((await submit(gateway, page, { choice: 'refuse', key: '' })).status).toBe(403);
  expect((await submit(gateway, page, { choice: 'else' })).status).toBe(400);
  expect((await callFor(gateway, 'NoSMS', token)).response.status).toBe(200);
});
