import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXTENSION, type OpenGateway, pageOf, submit, visit } from '../open-gateway';
import { BACK, basic, callAs, makeService, openWith, PASSWORD } from './open-services';

const SVG = '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>';

let gateway: OpenGateway;
beforeAll(async () => {
  gateway = await openWith([
    makeService({ logo: { type: 'image/svg+xml', content: Buffer.from(SVG) } }),
    makeService({ id: 'new', standing: 'waiting' }),
  ]);
});
afterAll(() => gateway.close());

const open = (query: Record<string, string>) => visit(gateway, `/sign-in?${new URLSearchParams(query)}`);

test('the page shows who asks, and sends a token for this service alone', async () => {
  const page = await pageOf(await open({ service: 'stats', redirect_uri: BACK, state: 'a&b' }));
  expect(page.querySelector('.service strong')?.textContent).toBe('Mail statistics');
  expect(page.querySelector('main')?.textContent).toContain('Sign in to let Mail statistics ask');
  const logo = await visit(gateway, page.querySelector('.service img')?.getAttribute('src') ?? '');
  expect([logo.headers.get('content-type'), await logo.text()]).toEqual(['image/svg+xml', SVG]);
  expect(logo.headers.get('content-security-policy')).toContain("default-src 'none'");

  const response = await submit(gateway, page);
  const location = response.headers.get('location') ?? '';
  expect(location).toMatch(/^https:\/\/stats\.example\.org\/back\?from=mail&token=[^&]+&state=a%26b$/);
  const token = new URL(location).searchParams.get('token') ?? '';
  expect(token).toContain('|sau=stats|');
  expect((await callAs(gateway, undefined, { token })).text).toContain('<code>501</code>');
  expect((await callAs(gateway, basic('stats', PASSWORD), { token })).text).toContain('<code>-3</code>');
});

test.each([
  [{ service: 'nobody' }],
  [{ service: 'new' }],
  [{ service: '../facteur' }],
  [{ service: 'stats', redirect_uri: EXTENSION }],
  [{ service: 'stats', redirect_uri: `${BACK}&more` }],
  [{ redirect_uri: BACK }],
  [{ service: 'facteur', redirect_uri: BACK }],
])('the page refuses %j', async query => {
  expect((await open(query)).status).toBe(400);
});

test('a changed service or address in the form is refused', async () => {
  const page = await pageOf(await open({ service: 'stats', redirect_uri: BACK }));
  expect((await submit(gateway, page, { service: 'new' })).status).toBe(400);
  expect((await submit(gateway, page, { service: 'facteur', redirect_uri: EXTENSION })).status).toBe(200);
  expect((await submit(gateway, page, { redirect_uri: EXTENSION })).status).toBe(400);
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/privacy//evil',
  '/mail?x',
  '/message/',
  '/privacy?a\nb',
])('after the sign-in, the page never leads to %j', async next => {
  const response = await submit(gateway, await pageOf(await open({ next })));
  expect(response.status).toBe(200);
  expect(response.headers.get('location')).toBeNull();
});
