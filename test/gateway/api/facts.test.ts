import { expect, onTestFinished, test } from 'vitest';
import { GATEWAY_FACTS_PATH, readGatewayFacts } from '../../../src/core/account/gateway-facts';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import type { GatewayOptions } from '../../../src/gateway/server/open-gateway';
import { EXTENSION, inputOf, type OpenGateway, openGateway, pageOf, visit } from '../open-gateway';
import { freePort, send } from '../send';

const EXTENSIONS = [
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  'moz-extension://01234567-89ab-cdef-0123-456789abcdef',
];

async function open(options: Partial<GatewayOptions> = {}): Promise<OpenGateway> {
  const gateway = await openGateway(options);
  onTestFinished(() => gateway.close());
  return gateway;
}

const OWN: GatewayOptions['own'] = {
  domains: [],
  mayCorrect: true,
  find: async () => undefined,
  test: async () => {},
  open: () => createDemoMailbox(),
};

const documentOf = async (gateway: OpenGateway): Promise<unknown> =>
  (await visit(gateway, GATEWAY_FACTS_PATH)).json();

const factsOf = async (gateway: OpenGateway) => readGatewayFacts(await documentOf(gateway), gateway.origin);

test('a gateway with the demo alone tells its addresses, and that it is the demo’s', async () => {
  const gateway = await open();
  const facts = {
    apiAddress: gateway.apiAddress,
    signInPage: gateway.signInPage,
    webmail: gateway.webmailAddress,
    endToken: `${gateway.origin}/end-token`,
    demo: `${gateway.signInPage}?demo=1`,
    onlyDemo: true,
  };
  expect(await factsOf(gateway)).toEqual(facts);
  expect(await documentOf(gateway)).toEqual({
    version: 1,
    name: 'Facteur',
    ...facts,
    privacyPage: `${gateway.origin}/privacy`,
  });
});

test('a gateway for people’s own mailboxes offers the demo beside them, if it has one', async () => {
  expect(await factsOf(await open({ own: OWN }))).toMatchObject({ onlyDemo: false });
  expect((await factsOf(await open({ own: OWN })))?.demo).toMatch(/\/sign-in\?demo=1$/);
  const facts = await factsOf(await open({ own: OWN, accounts: [] }));
  expect(facts).toMatchObject({ onlyDemo: false });
  expect(facts?.demo).toBeUndefined();
});

test('this computer’s other names get addresses with that name', async () => {
  const gateway = await open();
  const { port } = new URL(gateway.origin);
  const { body } = await send(`${gateway.origin}${GATEWAY_FACTS_PATH}`, {
    headers: { host: `localhost:${port}` },
  });
  expect(readGatewayFacts(JSON.parse(body), `http://localhost:${port}`)?.signInPage).toBe(
    `http://localhost:${port}/sign-in`,
  );
});

test('the addresses are those of the public origin, whatever name the proxy uses', async () => {
  const port = await freePort();
  await open({ port, publicOrigin: 'https://mail.example.org' });
  const { body } = await send(`http://127.0.0.1:${port}${GATEWAY_FACTS_PATH}`);
  expect(readGatewayFacts(JSON.parse(body), 'https://mail.example.org')?.signInPage).toBe(
    'https://mail.example.org/sign-in',
  );
});

test.each(EXTENSIONS)('%s may read it without a permission', async origin => {
  const { headers } = await visit(await open(), GATEWAY_FACTS_PATH, { headers: { origin } });
  expect(headers.get('access-control-allow-origin')).toBe(origin);
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('vary')).toBe('Origin');
});

test.each(['https://evil.example', 'null', 'chrome-extension://x.evil.example/', 'http://127.0.0.1:1'])(
  'the website %s may not read it',
  async origin => {
    const { headers } = await visit(await open(), GATEWAY_FACTS_PATH, { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  },
);

test('the home page is the sign-in page for an extension that brings its address', async () => {
  const gateway = await open();
  const page = await pageOf(await visit(gateway, `/?${new URLSearchParams({ redirect_uri: EXTENSION })}`));
  expect(inputOf(page, 'redirect_uri').value).toBe(EXTENSION);
  // In the extension's window, a person types at once, and no link leads out.
  expect(inputOf(page, 'user').autofocus).toBe(true);
  expect(page.querySelector('header a')).toBeNull();
  expect((await pageOf(await visit(gateway, '/'))).querySelector('#password')).toBeNull();
});

test('the sign-in page asks for the mailbox’s own address, and leads to the demo', async () => {
  const gateway = await open({ own: OWN });
  const page = await pageOf(await visit(gateway, '/sign-in'));
  expect(page.querySelector('label[for=user]')?.textContent).toBe('E-mail address');
  expect(inputOf(page, 'user').value).toBe('');
  const demo = page.querySelector('main a[href*="demo=1"]')?.getAttribute('href') ?? '';
  const form = await pageOf(await visit(gateway, demo));
  expect([inputOf(form, 'user').value, inputOf(form, 'password').value]).toEqual(['demo', 'demo']);
});
