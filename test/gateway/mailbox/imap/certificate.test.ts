import { expect, test } from 'vitest';
import { certificateFault, readCertificate } from '../../../../src/gateway/mailbox/imap/certificate';

const DATES = { valid_from: 'Jan  1 00:00:00 2020 GMT', valid_to: 'Jan 31 00:00:00 2020 GMT' };
const USUAL = {
  ...DATES,
  fingerprint256: 'AA:BB',
  subjectaltname: 'DNS:imap.example.org, IP Address:192.0.2.1',
};

test('a certificate is read with its names, its issuer, its dates and its fingerprint', () => {
  const issuer = { C: 'FR', ST: '', L: '', O: 'Example Ltd', OU: '', CN: 'Example Authority' };
  expect(readCertificate({ ...USUAL, issuer })).toEqual({
    names: ['imap.example.org', '192.0.2.1'],
    issuer: 'Example Authority, Example Ltd',
    from: new Date('2020-01-01T00:00Z'),
    to: new Date('2020-01-31T00:00Z'),
    sha256: 'AA:BB',
  });
});

test('without other names, the subject’s name counts', () => {
  const subject = { C: '', ST: '', L: '', O: '', OU: '', CN: 'imap.example.org' };
  expect(readCertificate({ ...DATES, fingerprint256: 'AA', subject })?.names).toEqual(['imap.example.org']);
});

test('names are printable, and few', () => {
  const many = Array.from({ length: 1000 }, (_, i) => `DNS:${i}\u001b[31m${'x'.repeat(500)}`).join(', ');
  const names = readCertificate({ ...USUAL, subjectaltname: many })?.names ?? [];
  expect(names).toHaveLength(10);
  for (const name of names) {
    expect(name.length).toBe(200);
    expect(name).not.toContain('\u001b');
  }
});

test.each([
  ['no certificate', undefined],
  ['an empty one', {}],
  ['one without dates that can be read', { ...USUAL, valid_to: 'Bad time value' }],
])('%s is none', (_what, certificate) => {
  expect(readCertificate(certificate)).toBeUndefined();
});

test('a fault tells three names at most', () => {
  const fault = (subjectaltname: string) => {
    const certificate = readCertificate({ ...USUAL, subjectaltname });
    return certificate && certificateFault('ERR_TLS_CERT_ALTNAME_INVALID', certificate);
  };
  expect(fault('DNS:a, DNS:b, DNS:c')).toBe('its certificate is for a, b, c');
  expect(fault('DNS:a, DNS:b, DNS:c, DNS:d')).toBe('its certificate is for a, b, c and others');
  expect(fault('')).toBeUndefined();
});

test('a fault tells the date that is wrong', () => {
  const fault = (from: string, to: string) => {
    const certificate = readCertificate({ ...USUAL, valid_from: from, valid_to: to });
    return certificate && certificateFault('CERT_HAS_EXPIRED', certificate);
  };
  const [PAST, FUTURE] = ['Jan 31 00:00:00 2020 GMT', 'Jan 31 00:00:00 2999 GMT'];
  expect(fault(PAST, PAST)).toBe('its certificate expired on 2020-01-31');
  expect(fault(FUTURE, FUTURE)).toContain('its certificate isn’t valid before 2999-01-31');
  expect(fault(PAST, FUTURE)).toBeUndefined();
});
