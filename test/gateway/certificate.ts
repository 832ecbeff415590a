import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The complete configuration, because the default one differs between systems. */
const SETTINGS = `
[req]
distinguished_name = name
x509_extensions = extensions
[name]
[extensions]
basicConstraints = critical, CA:TRUE
subjectAltName = IP:127.0.0.1, DNS:mail.example.org
`;

/** Creates a self-signed certificate for 127.0.0.1 and mail.example.org, in two files of a folder. */
export async function selfSigned(
  folder: string,
  name = 'tls',
): Promise<{ cert: string; key: string; pem: Buffer }> {
  const [settings, cert, key] = ['settings.cnf', 'cert.pem', 'key.pem'].map(it =>
    join(folder, `${name}-${it}`),
  ) as [string, string, string];
  await writeFile(settings, SETTINGS);
  const how = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const what = ['-config', settings, '-subj', '/CN=mail.example.org', '-keyout', key, '-out', cert];
  await promisify(execFile)('openssl', ['req', ...how, ...what]);
  return { cert, key, pem: await readFile(cert) };
}

/** Creates a private authority in a folder. `sign` creates a certificate as {@link selfSigned} does, signed by it. */
export async function privateAuthority(folder: string) {
  const openssl = (...args: readonly string[]) => promisify(execFile)('openssl', args, { cwd: folder });
  const create = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const authority = SETTINGS.replace(/^subjectAltName.*$/m, '');
  await writeFile(join(folder, 'authority.cnf'), authority);
  const subject = ['-subj', '/O=Example Ltd/CN=Example Authority'];
  const files = ['-keyout', 'ca-key.pem', '-out', 'ca.pem'];
  await openssl('req', '-x509', '-config', 'authority.cnf', ...create, ...subject, ...files);
  const sign = async (name: string) => {
    const { key, cert } = await selfSigned(folder, name);
    const request = `${name}-request.pem`;
    const from = ['-config', `${name}-settings.cnf`, '-subj', '/CN=mail.example.org', '-key', key];
    await openssl('req', '-new', ...from, '-out', request);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-days', '2'];
    const extensions = ['-extfile', `${name}-settings.cnf`, '-extensions', 'extensions'];
    await openssl('x509', '-req', '-in', request, ...by, ...extensions, '-out', cert);
    return { cert, key, pem: await readFile(cert) };
  };
  return { ca: await readFile(join(folder, 'ca.pem')), sign };
}

const AUTHORITY = `
[ca]
default_ca = authority
[authority]
database = index.txt
rand_serial = yes
default_md = sha256
policy = anything
new_certs_dir = .
[anything]
commonName = supplied
`;

/** As {@link selfSigned}, but it was valid only in January 2020. */
export async function expired(folder: string): Promise<{ cert: string; key: string; pem: Buffer }> {
  const { key } = await selfSigned(folder, 'expired');
  await Promise.all([
    writeFile(join(folder, 'authority.cnf'), AUTHORITY + SETTINGS),
    writeFile(join(folder, 'index.txt'), ''),
  ]);
  const inFolder = { cwd: folder };
  const request = ['-new', '-config', 'authority.cnf', '-subj', '/CN=mail.example.org', '-key', key];
  await promisify(execFile)('openssl', ['req', ...request, '-out', 'request.pem'], inFolder);
  const when = ['-startdate', '20200101000000Z', '-enddate', '20200131000000Z'];
  const what = ['-in', 'request.pem', '-keyfile', key, '-extensions', 'extensions', '-out', 'expired.pem'];
  await promisify(execFile)(
    'openssl',
    ['ca', '-config', 'authority.cnf', '-batch', '-notext', '-selfsign', ...when, ...what],
    inFolder,
  );
  const cert = join(folder, 'expired.pem');
  return { cert, key, pem: await readFile(cert) };
}
