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
