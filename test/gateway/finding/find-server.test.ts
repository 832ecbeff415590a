import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createServerFinder, type FoundServer } from '../../../src/gateway/finding/find-server';
import type { Greeting } from '../../../src/gateway/finding/greet';
import type { SrvRecord } from '../../../src/gateway/finding/mail-dns';

/** A network in memory. A promise that is given instead of an answer may never settle. */
interface Network {
  /** By address without the query. */
  readonly pages?: Readonly<Record<string, string | Promise<Response>>>;
  readonly mx?: Readonly<Record<string, readonly string[] | Promise<readonly string[]>>>;
  readonly srv?: Readonly<Record<string, readonly SrvRecord[] | Promise<readonly SrvRecord[]>>>;
  /** By `host:port security`. */
  readonly servers?: Readonly<Record<string, Greeting | Promise<Greeting>>>;
}

const NEVER = new Promise<never>(() => {});

function openNetwork({ pages = {}, mx = {}, srv = {}, servers = {} }: Network) {
  const asked: string[] = [];
  const known = <T>(all: Readonly<Record<string, T>>, name: string): T => {
    const value = all[name];
    if (value === undefined) throw new Error(`no ${name}`);
    return value;
  };
  const finder = createServerFinder({
    dns: {
      mx: async domain => known(mx, domain),
      srv: async name => known(srv, name),
    },
    async fetch(input) {
      const url = new URL(String(input));
      asked.push(url.href);
      const page = known(pages, url.origin + url.pathname);
      return typeof page === 'string' ? new Response(page) : page;
    },
    async greet({ host, port, security }, signal) {
      asked.push(`${host}:${port}`);
      const aborted = new Promise<undefined>(resolve => {
        signal.addEventListener('abort', () => resolve(undefined));
      });
      return Promise.race([aborted, servers[`${host}:${port} ${security}`]]);
    },
  });
  return { finder, asked };
}

const summary = (found: FoundServer | undefined) => {
  if (found === undefined) return undefined;
  const { server, user, provider, by, unproven } = found;
  const notes = [provider?.name, by, unproven && 'unproven'].filter(Boolean).join(', ');
  return `${user} at ${server.host}:${server.port} ${server.security} (${notes})`;
};

async function find(address: string, network: Network = {}) {
  return summary(await openNetwork(network).finder.find(address));
}

const record = (name: string, more: Partial<SrvRecord> = {}): SrvRecord => ({
  name,
  port: 993,
  priority: 0,
  weight: 0,
  ...more,
});

const file = (host: string, authentication = 'password-cleartext') =>
  `<clientConfig version="1.1"><emailProvider id="x"><incomingServer type="imap"><hostname>${host}</hostname>
<port>993</port><socketType>SSL</socketType><username>%EMAILLOCALPART%</username>
<authentication>${authentication}</authentication></incomingServer></emailProvider></clientConfig>`;

const AUTOCONFIG = 'https://autoconfig.corp.example/mail/config-v1.1.xml';
const WELL_KNOWN = 'https://corp.example/.well-known/autoconfig/mail/config-v1.1.xml';
const IMAPS = '_imaps._tcp.corp.example';
const IMAP = '_imap._tcp.corp.example';
const JEAN = 'jean@corp.example';

test('a known provider’s server is found without the network', async () => {
  const { finder, asked } = openNetwork({ pages: { 'https://free.fr': file('evil.example') } });
  expect(summary(await finder.find(' Jean@Free.fr '))).toBe('Jean at imap.free.fr:993 tls (Free, provider)');
  expect(asked).toEqual([]);
});

test.each([
  '',
  'jean',
  '@corp.example',
  'jean@',
  'jean@corp example',
  'jean@-corp.example',
  'jean@a/b',
  'jean@127.1',
  'jean@0x7f000001',
  'jean@[::1]',
  'jean@a:1',
  'jean@a%2eb',
  'jean@a?b',
  'jean@a..b',
])('%j is no address, so nothing is asked', async address => {
  const { finder, asked } = openNetwork({});
  expect(await finder.find(address)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('nothing is found where nothing answers', async () => {
  expect(await find(JEAN)).toBeUndefined();
});

const EVERYTHING = {
  pages: { [AUTOCONFIG]: file('a.corp.example'), [WELL_KNOWN]: file('w.corp.example') },
  srv: { [IMAPS]: [record('s.corp.example')] },
  mx: { 'corp.example': ['mx1.migadu.com'] },
  servers: { 'imap.corp.example:993 tls': 'trusted' },
} satisfies Network;

describe('the order of preference', () => {
  test.each<[string, Network, string]>([
    ['autoconfig', {}, 'jean at a.corp.example:993 tls (autoconfig)'],
    [
      'its well-known address',
      { pages: { [WELL_KNOWN]: file('w.corp.example') } },
      'jean at w.corp.example:993 tls (autoconfig)',
    ],
    ['SRV records', { pages: {} }, `${JEAN} at s.corp.example:993 tls (srv)`],
    ['MX records', { pages: {}, srv: {} }, `${JEAN} at imap.migadu.com:993 tls (Migadu, mx)`],
    ['usual names', { pages: {}, srv: {}, mx: {} }, `${JEAN} at imap.corp.example:993 tls (guess)`],
  ])('reaches %s', async (_, without, expected) => {
    expect(await find(JEAN, { ...EVERYTHING, ...without })).toBe(expected);
  });

  test('doesn’t depend on who answers first', async () => {
    const late = new Promise<Response>(resolve => {
      setTimeout(() => resolve(new Response(file('late.corp.example'))), 20);
    });
    const pages = { [AUTOCONFIG]: late };
    expect(await find(JEAN, { ...EVERYTHING, pages })).toBe('jean at late.corp.example:993 tls (autoconfig)');
  });
});

test('the domain is asked in ASCII, and the user stays as typed', async () => {
  const { finder, asked } = openNetwork({ servers: { 'mail.xn--bcher-kva.example:993 tls': 'trusted' } });
  expect(summary(await finder.find('jean@Bücher.example'))).toBe(
    'jean@Bücher.example at mail.xn--bcher-kva.example:993 tls (guess)',
  );
  expect(asked[0]).toBe(
    'https://autoconfig.xn--bcher-kva.example/mail/config-v1.1.xml?emailaddress=jean%40B%C3%BCcher.example',
  );
});

describe('autoconfig', () => {
  const redirect = (location: string) => new Response(null, { status: 302, headers: { location } });
  const findWith = (pages: Network['pages']) => find(JEAN, { pages: pages ?? {} });

  test('follows three redirects with https', async () => {
    const steps = ['https://a.example/1', 'https://a.example/2', 'https://b.example/3'];
    const pages = {
      [AUTOCONFIG]: Promise.resolve(redirect(steps[0] ?? '')),
      'https://a.example/1': Promise.resolve(redirect('/2')),
      'https://a.example/2': Promise.resolve(redirect('https://b.example/3')),
      'https://b.example/3': file('imap.b.example'),
    };
    expect(await findWith(pages)).toBe('jean at imap.b.example:993 tls (autoconfig)');
    const longer = {
      ...pages,
      'https://b.example/3': Promise.resolve(redirect('/4')),
      'https://b.example/4': file('x.example'),
    };
    expect(await findWith(longer)).toBeUndefined();
  });

  test.each(['http://corp.example/x', 'file:///etc/passwd', 'not a : address'])(
    'doesn’t follow a redirect to %s',
    async location => {
      const { finder, asked } = openNetwork({ pages: { [AUTOCONFIG]: Promise.resolve(redirect(location)) } });
      expect(await finder.find(JEAN)).toBeUndefined();
      expect(asked.filter(url => url.startsWith('http'))).toHaveLength(location.startsWith('not') ? 3 : 2);
    },
  );

  test.each([
    ['an answer over 64 KiB', new Response(file('imap.corp.example') + ' '.repeat(65_536))],
    ['an error', new Response(file('imap.corp.example'), { status: 404 })],
    ['a web page', new Response('<!doctype html><p>Hello')],
  ])('ignores %s', async (_, response) => {
    expect(await findWith({ [AUTOCONFIG]: Promise.resolve(response) })).toBeUndefined();
  });

  test('tells that a server takes no passwords', async () => {
    const { finder } = openNetwork({ pages: { [AUTOCONFIG]: file('imap.corp.example', 'OAuth2') } });
    const found = await finder.find(JEAN);
    expect(found?.provider).toMatchObject({
      name: 'imap.corp.example',
      noPasswords: true,
      needs: ['no-passwords'],
    });
  });

  test('knows the provider by its server', async () => {
    const pages = { [WELL_KNOWN]: file('outlook.office365.com', 'OAuth2') };
    expect(await findWith(pages)).toBe('jean at outlook.office365.com:993 tls (Microsoft 365, autoconfig)');
  });
});

describe('SRV records', () => {
  const findSrv = (srv: Network['srv'], servers: Network['servers'] = {}) =>
    find(JEAN, { srv: srv ?? {}, servers });

  test('with TLS come before STARTTLS of the same priority', async () => {
    const both = { [IMAP]: [record('b.corp.example', { port: 143 })], [IMAPS]: [record('a.corp.example')] };
    expect(await findSrv(both)).toBe(`${JEAN} at a.corp.example:993 tls (srv)`);
  });

  test('of a lower number come first, then of a higher weight', async () => {
    const records = [
      record('c.corp.example', { priority: 2, weight: 9 }),
      record('b.corp.example', { priority: 1, weight: 1 }),
      record('a.corp.example', { priority: 1, weight: 2, port: 1993 }),
    ];
    expect(await findSrv({ [IMAPS]: records })).toBe(`${JEAN} at a.corp.example:1993 tls (srv)`);
    const starttls = { [IMAP]: [record('s.corp.example', { port: 143 })], [IMAPS]: records };
    expect(await findSrv(starttls)).toBe(`${JEAN} at s.corp.example:143 starttls (srv)`);
  });

  test('lead to the first server that answers', async () => {
    const records = [record('a.corp.example'), record('b.corp.example', { priority: 1 })];
    const servers = { 'b.corp.example:993 tls': 'trusted' } as const;
    expect(await findSrv({ [IMAPS]: records }, servers)).toBe(`${JEAN} at b.corp.example:993 tls (srv)`);
  });

  test('with the target "." say that a service isn’t offered', async () => {
    const none = record('', { port: 0 });
    expect(await findSrv({ [IMAPS]: [none], [IMAP]: [none] })).toBeUndefined();
    const other = { [IMAPS]: [none], [IMAP]: [record('b.corp.example', { port: 143 })] };
    expect(await findSrv(other)).toBe(`${JEAN} at b.corp.example:143 starttls (srv)`);
  });

  test.each(['a_b.corp.example', 'a b.example', '-a.example', '<a>'])(
    'with the target %j are ignored',
    async target => {
      expect(await findSrv({ [IMAPS]: [record(target)] })).toBeUndefined();
    },
  );

  test.each([
    ['mail.hoster.example', ', unproven'],
    ['notcorp.example', ', unproven'],
    ['com', ', unproven'],
    ['corp.example.hoster.example', ', unproven'],
    ['CORP.example', ''],
    ['imap.corp.example', ''],
    ['localhost', ''],
  ])('that name %s: the server is the domain’s own or not', async (target, note) => {
    expect(await findSrv({ [IMAPS]: [record(target)] })).toBe(
      `${JEAN} at ${target.toLowerCase()}:993 tls (srv${note})`,
    );
  });

  test('that name a known provider’s server are proven', async () => {
    expect(await findSrv({ [IMAPS]: [record('imap.gmail.com')] })).toBe(
      `${JEAN} at imap.gmail.com:993 tls (Gmail, srv)`,
    );
    expect(await findSrv({ [IMAPS]: [record('www1.your-server.de')] })).toBe(
      `${JEAN} at www1.your-server.de:993 tls (Hetzner, srv, unproven)`,
    );
  });
});

describe('MX records', () => {
  test.each([
    ['corp-example.mail.protection.outlook.com', 'outlook.office365.com:993 tls (Microsoft 365, mx)'],
    ['ASPMX.L.GOOGLE.COM', 'imap.gmail.com:993 tls (Gmail, mx)'],
    ['mail.protonmail.ch', '127.0.0.1:1143 starttls (Proton Mail, mx)'],
    ['mx01.mail.icloud.com', 'imap.mail.me.com:993 tls (iCloud, mx)'],
  ])('%s tells the provider', async (target, expected) => {
    expect(await find(JEAN, { mx: { 'corp.example': [target] } })).toBe(`${JEAN} at ${expected}`);
  });

  test.each([[[]], [['']], [['mx.corp.example']], [['mx.corp.example', 'aspmx.l.google.com']]])(
    '%j tell nothing',
    async targets => {
      expect(await find(JEAN, { mx: { 'corp.example': targets } })).toBeUndefined();
    },
  );
});

describe('usual names', () => {
  test.each<[readonly string[], readonly string[], string]>([
    [['corp.example:993 tls'], [], 'corp.example:993 tls'],
    [['imap.corp.example:143 starttls', 'corp.example:993 tls'], [], 'corp.example:993 tls'],
    [['imap.corp.example:143 starttls'], [], 'imap.corp.example:143 starttls'],
    [['mail.corp.example:993 tls'], ['imap.corp.example:993 tls'], 'mail.corp.example:993 tls'],
    [['mail.corp.example:143 starttls'], ['imap.corp.example:993 tls'], 'mail.corp.example:143 starttls'],
    [[], ['mail.corp.example:993 tls', 'corp.example:993 tls'], 'mail.corp.example:993 tls'],
  ])('trusted %j and untrusted %j: %s', async (trusted, untrusted, expected) => {
    const servers = Object.fromEntries([
      ...trusted.map(name => [name, 'trusted'] as const),
      ...untrusted.map(name => [name, 'untrusted'] as const),
    ]);
    expect(await find(JEAN, { servers })).toBe(`${JEAN} at ${expected} (guess)`);
  });

  test('are tried side by side', async () => {
    const { finder, asked } = openNetwork({ servers: { 'imap.corp.example:993 tls': NEVER } });
    void finder.find(JEAN);
    await vi.waitFor(() =>
      expect(asked.filter(it => !it.startsWith('https:'))).toEqual([
        ...['imap.corp.example:993', 'mail.corp.example:993', 'corp.example:993'],
        ...['imap.corp.example:143', 'mail.corp.example:143', 'corp.example:143'],
      ]),
    );
  });
});

describe('after ten seconds', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  const HANGING = {
    pages: { [AUTOCONFIG]: NEVER, [WELL_KNOWN]: NEVER },
    srv: { [IMAPS]: NEVER, [IMAP]: NEVER },
    mx: { 'corp.example': NEVER },
    servers: { 'imap.corp.example:993 tls': NEVER },
  } satisfies Network;

  async function findInTime(network: Network) {
    const finding = find(JEAN, network);
    await vi.advanceTimersByTimeAsync(10_000);
    return finding;
  }

  test('nothing is found where everything hangs', async () => {
    expect(await findInTime(HANGING)).toBeUndefined();
  });

  test.each<[string, Network, string]>([
    ['SRV records', { srv: { [IMAPS]: [record('s.corp.example')] } }, 's.corp.example:993 tls (srv)'],
    ['MX records', { mx: { 'corp.example': ['aspmx1.migadu.com'] } }, 'imap.migadu.com:993 tls (Migadu, mx)'],
    [
      'usual names',
      { servers: { ...HANGING.servers, 'mail.corp.example:993 tls': 'trusted' } },
      'mail.corp.example:993 tls (guess)',
    ],
  ])('%s decide where the rest hangs', async (_, answers, expected) => {
    expect(await findInTime({ ...HANGING, ...answers })).toBe(`${JEAN} at ${expected}`);
  });
});
