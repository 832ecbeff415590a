import { expect, test } from 'vitest';
import { readGatewayFacts } from '../../../src/core/account/gateway-facts';

const ORIGIN = 'http://127.0.0.1:8337';

const FACTS = {
  apiAddress: `${ORIGIN}/PersonalMessages/V2`,
  signInPage: `${ORIGIN}/sign-in`,
  webmail: `${ORIGIN}/mail`,
  endToken: `${ORIGIN}/end-token`,
  demo: `${ORIGIN}/sign-in?demo=1`,
  onlyDemo: false,
};
const DOCUMENT = { version: 1, ...FACTS };

test('the document of a gateway is read', () => {
  expect(readGatewayFacts(DOCUMENT, ORIGIN)).toEqual(FACTS);
});

test('a later version with more fields is read', () => {
  const sent: unknown = { ...DOCUMENT, version: 2, colour: 'yellow' };
  expect(readGatewayFacts(sent, ORIGIN)).toEqual(FACTS);
});

test('only the version, the API address and the sign-in page are needed', () => {
  const { version, apiAddress, signInPage } = DOCUMENT;
  expect(readGatewayFacts({ version, apiAddress, signInPage }, ORIGIN)).toEqual({
    apiAddress,
    signInPage,
    onlyDemo: false,
  });
});

test('an organisation’s gateway is read over https', () => {
  const origin = 'https://mail.example.org';
  const facts = { apiAddress: `${origin}/api`, signInPage: `${origin}/sign-in` };
  expect(readGatewayFacts({ version: 1, ...facts }, origin)).toMatchObject(facts);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a list', [DOCUMENT]],
  ['a text', 'Facteur'],
  ['no version', { ...DOCUMENT, version: undefined }],
  ['version 0', { ...DOCUMENT, version: 0 }],
  ['version 1.5', { ...DOCUMENT, version: 1.5 }],
  ['a version that is infinite', { ...DOCUMENT, version: Infinity }],
  ['a version as text', { ...DOCUMENT, version: '1' }],
  ['no API address', { ...DOCUMENT, apiAddress: undefined }],
  ['no sign-in page', { ...DOCUMENT, signInPage: undefined }],
  ['an API address at another host', { ...DOCUMENT, apiAddress: 'https://evil.example/api' }],
  ['an API address at another port', { ...DOCUMENT, apiAddress: 'http://127.0.0.1:8338/api' }],
  ['a sign-in page with another scheme', { ...DOCUMENT, signInPage: 'https://127.0.0.1:8337/sign-in' }],
  ['a relative sign-in page', { ...DOCUMENT, signInPage: '/sign-in' }],
  ['a webmail that is a script', { ...DOCUMENT, webmail: 'javascript:alert(1)' }],
  ['a demo elsewhere', { ...DOCUMENT, demo: 'http://127.0.0.1/demo' }],
  ['an end of tokens elsewhere', { ...DOCUMENT, endToken: 'https://evil.example/end' }],
  ['credentials in an address', { ...DOCUMENT, webmail: 'http://me:secret@127.0.0.1:8337/mail' }],
  ['a flag that is a text', { ...DOCUMENT, onlyDemo: 'no' }],
])('a document with %s is refused', (_what, json) => {
  expect(readGatewayFacts(json, ORIGIN)).toBeUndefined();
});

test.each([
  ['plain http beyond this computer', 'http://mail.example.org'],
  ['no address', 'mail.example.org'],
  ['another scheme', 'ftp://mail.example.org'],
])('a document from %s is refused', (_what, origin) => {
  const facts = { version: 1, apiAddress: `${origin}/api`, signInPage: `${origin}/sign-in` };
  expect(readGatewayFacts(facts, origin)).toBeUndefined();
});
