/** The gateway's own options in the config file, before its first table. The others choose the file. */
export const FILE_OPTIONS = [
  'port',
  'host',
  'public-origin',
  'tls-cert',
  'tls-key',
  'allow-plain-http',
  'extension',
  'state',
  'database-url',
  'database-url-file',
  'key-file',
  'trusted-proxies',
  'max-connections',
  'sign-ins-at-once',
  'sign-ins-per-second',
  'admin',
  'deliver-every',
  'list',
  'log-level',
  'log-format',
  'dns',
] as const;

export const isFileOption = (name: string): boolean => FILE_OPTIONS.some(it => it === name);
