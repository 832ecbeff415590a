import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A new certificate for 127.0.0.1 and mail.example.org that nobody vouches for, in two files of a folder. */
export async function selfSigned(
  folder: string,
  name = 'tls',
): Promise<{ cert: string; key: string; pem: Buffer }> {
  const cert = join(folder, `${name}-cert.pem`);
  const key = join(folder, `${name}-key.pem`);
  const names = 'subjectAltName=IP:127.0.0.1,DNS:mail.example.org';
  const how = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-days', '2'];
  const what = ['-subj', '/CN=mail.example.org', '-addext', names, '-keyout', key, '-out', cert];
  await promisify(execFile)('openssl', ['req', ...how, ...what]);
  return { cert, key, pem: await readFile(cert) };
}
