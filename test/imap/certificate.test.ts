import { chmod, copyFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { fetchCertificate } from '../../src/gateway/mailbox/imap/certificate';
import type { ImapServer } from '../../src/gateway/mailbox/imap/imap-server';
import { type GatewayMailbox, MailboxError } from '../../src/gateway/mailbox/mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { expired, privateAuthority } from '../gateway/certificate';
import { temporaryFolder } from '../gateway/folder';
import { type Dovecot, startDovecot } from './dovecot';
import { startFakeServer } from './fake-server';
import { mail } from './mails';
import { newUser, openAt, unreadOf } from './post-office';

type Files = Awaited<ReturnType<typeof expired>>;

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  await chmod(folder, 0o755);
});

let dovecot: Dovecot | undefined;
let user: string;
afterEach(() => dovecot?.close());

/** Lets Dovecot, which runs as another user, read the key. */
const open = ({ key }: Files) => chmod(key, 0o644);

/** Starts a server that shows this certificate and has one unread mail. */
async function show(files: Files): Promise<Dovecot> {
  await open(files);
  dovecot = await startDovecot(`ssl_cert = <${files.cert}\nssl_key = <${files.key}\n`);
  user = await newUser(dovecot);
  await dovecot.deliver(user, mail('one'));
  return dovecot;
}

async function replace(server: Dovecot, former: Files, next: Files): Promise<void> {
  await server.kill();
  await Promise.all([copyFile(next.cert, former.cert), copyFile(next.key, former.key)]);
  await open(former);
  await server.start();
}

async function certificateProblem(mailbox: GatewayMailbox) {
  const error = await mailbox.counts().catch(error => error);
  expect(error).toBeInstanceOf(MailboxError);
  expect(error).toMatchObject({ trouble: 'certificate' });
  const { code, details } = error as MailboxError;
  const { certificate, fault } = details;
  return { code, certificate, fault };
}

describe.each(['tls', 'starttls'] as const)('by %s', security => {
  const at = (server: Dovecot): ImapServer => ({
    host: '127.0.0.1',
    port: security === 'tls' ? server.imapsPort : server.imapPort,
    security,
  });

  test('a certificate of an unknown authority is told, and can be pinned', async () => {
    const { sign } = await privateAuthority(folder);
    const server = await show(await sign('first'));
    const { code, certificate } = await certificateProblem(openAt(at(server), user).mailbox);
    expect(code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(certificate).toMatchObject({
      names: ['127.0.0.1', 'mail.example.org'],
      issuer: 'Example Authority, Example Ltd',
      sha256: expect.stringMatching(/^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/),
    });
    expect(certificate?.from.getTime()).toBeLessThanOrEqual(Date.now());
    expect(certificate?.to.getTime()).toBeGreaterThan(Date.now());
    expect(await unreadOf(openAt({ ...at(server), pin: certificate?.sha256 }, user).mailbox)).toBe(1);
  });

  test('a certificate for another name is told', async () => {
    const { ca, sign } = await privateAuthority(folder);
    const there = { ...at(await show(await sign('first'))), ca: `${ca}`, host: 'localhost' };
    expect(await certificateProblem(openAt(there, user).mailbox)).toEqual({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      certificate: await fetchCertificate(there),
      fault: 'its certificate is for 127.0.0.1, mail.example.org',
    });
  });

  test('a pinned certificate is trusted whatever its name and dates', async () => {
    const server = await show(await expired(folder));
    const there = { ...at(server), host: 'localhost' };
    const pin = (await fetchCertificate(there))?.sha256;
    expect(await unreadOf(openAt({ ...there, pin }, user).mailbox)).toBe(1);
  });

  test('no password is sent to a server with another certificate, even of the same authority', async () => {
    const { ca, sign } = await privateAuthority(folder);
    const [first, second] = [await sign('first'), await sign('second')];
    const server = await show(first);
    const pin = (await fetchCertificate(at(server)))?.sha256;
    await replace(server, first, second);
    const now = await fetchCertificate(at(server));
    expect(now?.sha256).not.toBe(pin);
    const { mailbox, lines } = openAt({ ...at(server), ca: `${ca}`, pin }, user);
    expect(await certificateProblem(mailbox)).toEqual({
      code: 'CERT_CHANGED',
      certificate: now,
      fault: 'its certificate isn’t the one that was trusted',
    });
    expect(lines[0]).toContain(
      'can’t be trusted: its certificate isn’t the one that was trusted (CERT_CHANGED)',
    );
    await mailbox.close?.();
    expect(await server.logged('auth attempts')).not.toEqual([]);
    for (const line of await server.logged('auth attempts')) expect(line).toContain('no auth attempts');
    expect(await server.logged('PasswordLogin:')).toEqual([]);
  });
});

test('a pin is of no use without TLS: no password is sent', async () => {
  const server = await startFakeServer();
  onTestFinished(() => server.close());
  for (const security of ['none', 'starttls'] as const) {
    const { mailbox } = openAt({ host: '127.0.0.1', port: server.port, security, pin: 'AA:BB' }, 'jean');
    expect((await certificateProblem(mailbox)).certificate).toBeUndefined();
  }
  expect(server.commands).not.toContain('LOGIN');
});

test('closing doesn’t wait for a certificate', async () => {
  const server = await startFakeServer();
  onTestFinished(() => server.close());
  server.retort(command => (command === 'STARTTLS' ? [] : undefined));
  const there = { host: '127.0.0.1', port: server.port, security: 'starttls' } as const;
  const { mailbox } = openAt(there, 'jean');
  void unreadOf(mailbox);
  await waitFor(
    async () => server.commands,
    commands => commands.includes('STARTTLS'),
  );
  const began = performance.now();
  await mailbox.close?.();
  expect(performance.now() - began).toBeLessThan(1000);
});

test('a server that never begins TLS shows no certificate, and costs three seconds at most', async () => {
  const server = await startFakeServer();
  onTestFinished(() => server.close());
  server.retort(() => []);
  const began = performance.now();
  for (const security of ['tls', 'starttls'] as const)
    expect(await fetchCertificate({ host: '127.0.0.1', port: server.port, security })).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(5_000);
});
