export interface Provider {
  readonly name: string;
  readonly domains: readonly string[];
  /** The IMAP server. It uses TLS from the first byte unless `security` is set. */
  readonly host: string;
  /** Default: 993. */
  readonly port?: number;
  readonly security?: 'starttls';
  /** Set if the user name is only the part before the @. */
  readonly signInName?: 'local-part';
  readonly webmail: string;
  /** `{message-id}` is the Message-ID without angle brackets, `{user}` the address; both percent-encoded. */
  readonly messageLink?: string;
  /** Whole sentences, for a terminal. */
  readonly hint?: string;
  /** The server accepts no passwords, so don't ask for one. The hint says why. */
  readonly noPasswords?: true;
}

const under = (name: string, ends: string) => ends.split(' ').map(end => `${name}.${end}`);

const GMX_HINT =
  'Turn on POP3 and IMAP access in the settings of GMX first. With two-factor authentication, use an application-specific password.';
const ZOHO_HINT =
  'Turn on IMAP access in the settings of Zoho first. With two-factor authentication, use an application-specific password.';

/** Hosts and user names are from https://autoconfig.thunderbird.net/ if it has the provider. */
export const PROVIDERS: readonly Provider[] = [
  {
    name: 'AOL',
    domains: [
      ...under('aol', 'com co.nz co.uk com.ar com.au com.br com.mx de es fr it se'),
      ...['aim.com', 'compuserve.com', 'netscape.net', 'verizon.net'],
    ],
    host: 'imap.aol.com',
    webmail: 'https://mail.aol.com/',
    hint: 'AOL requires an app password instead of your usual one. Create it in your account’s security settings.',
  },
  {
    name: 'Bouygues Telecom',
    domains: ['bbox.fr'],
    host: 'imap.bbox.fr',
    webmail: 'https://www.bouyguestelecom.fr/mon-compte',
  },
  {
    name: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm'],
    host: 'imap.fastmail.com',
    webmail: 'https://app.fastmail.com/mail/',
    messageLink: 'https://app.fastmail.com/mail/search:msgid:{message-id}',
    hint: 'Fastmail requires an app password instead of your usual one. Its Basic plan has none.',
  },
  {
    name: 'Free',
    domains: ['free.fr'],
    host: 'imap.free.fr',
    signInName: 'local-part',
    webmail: 'https://webmail.free.fr/',
  },
  {
    name: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    host: 'imap.gmail.com',
    webmail: 'https://mail.google.com/mail/',
    messageLink: 'https://mail.google.com/mail/u/?authuser={user}#search/rfc822msgid:{message-id}',
    hint: 'Gmail requires an app password instead of your usual one. Turn on 2-Step Verification, then create it at https://myaccount.google.com/apppasswords.',
  },
  {
    name: 'GMX',
    domains: [
      ...under('gmx', 'com ca cn co.in co.uk com.br com.my com.tr es fr hk ie it li ph pt ru se sg tm tw us'),
    ],
    host: 'imap.gmx.com',
    webmail: 'https://www.gmx.com/',
    hint: GMX_HINT,
  },
  {
    name: 'GMX',
    domains: [...under('gmx', 'net at biz ch de eu info org'), ...['email.gmx', 'mail.gmx', 'mein.gmx']],
    host: 'imap.gmx.net',
    webmail: 'https://www.gmx.net/',
    hint: GMX_HINT,
  },
  {
    name: 'iCloud',
    domains: ['icloud.com', 'mac.com', 'me.com'],
    host: 'imap.mail.me.com',
    signInName: 'local-part',
    webmail: 'https://www.icloud.com/mail',
    hint: 'iCloud requires an app-specific password instead of your usual one. Turn on two-factor authentication, then create it at https://account.apple.com/.',
  },
  {
    name: 'Infomaniak',
    domains: ['etik.com', 'ik.me', 'ikmail.com'],
    host: 'mail.infomaniak.com',
    webmail: 'https://mail.infomaniak.com/',
    hint: 'Infomaniak accepts the password of the e-mail address or a device password. Both may differ from your account’s password.',
  },
  {
    name: 'Interia',
    domains: [...under('interia', 'com eu pl'), 'intmail.pl', 'poczta.fm', 'vip.interia.pl'],
    host: 'poczta.interia.pl',
    webmail: 'https://poczta.interia.pl/',
    hint: 'Turn on IMAP access in the settings of Interia first.',
  },
  {
    name: 'La Poste',
    domains: ['laposte.net'],
    host: 'imap.laposte.net',
    webmail: 'https://www.laposte.net/accueil',
    hint: 'La Poste accepts only the main address of a mailbox, not an alias.',
  },
  {
    name: 'mail.com',
    domains: ['email.com', 'europe.com', 'mail.com', 'myself.com', 'post.com', 'usa.com'],
    host: 'imap.mail.com',
    webmail: 'https://www.mail.com/',
    hint: 'Turn on POP3 and IMAP access in the settings of mail.com first. This requires a Premium account.',
  },
  {
    name: 'mailbox.org',
    domains: ['mailbox.org'],
    host: 'imap.mailbox.org',
    webmail: 'https://app.mailbox.org/appsuite/',
    hint: 'With two-factor authentication, mailbox.org requires an application password instead of your usual one.',
  },
  {
    name: 'o2.pl',
    domains: ['go2.pl', 'o2.pl', 'prokonto.pl', 'tlen.pl'],
    host: 'poczta.o2.pl',
    signInName: 'local-part',
    webmail: 'https://poczta.o2.pl/',
    hint: 'Turn on access for mail programs in the settings of o2.pl first.',
  },
  {
    name: 'Onet',
    domains: [
      ...under('onet', 'com.pl eu pl'),
      ...under('poczta.onet', 'eu pl'),
      ...['amorki.pl', 'autograf.pl', 'buziaczek.pl', 'op.pl', 'opoczta.pl', 'spoko.pl', 'vp.pl'],
    ],
    host: 'imap.poczta.onet.pl',
    webmail: 'https://poczta.onet.pl/',
  },
  {
    name: 'Orange',
    domains: ['orange.fr', 'wanadoo.fr'],
    host: 'imap.orange.fr',
    webmail: 'https://mail.orange.fr/',
    hint: 'Orange requires a password for mail programs, and you may have to turn on IMAP access. Both are under “Connexion et sécurité” in your customer account.',
  },
  {
    name: 'Outlook.com',
    domains: [
      ...under(
        'hotmail',
        'com be ca ch cl co.id co.il co.in co.jp co.kr co.th co.uk co.za com.ar com.au com.br com.hk com.tr com.tw com.vn cz de dk es fi fr gr hu it lt lv my nl no ph rs se sg sk',
      ),
      ...under(
        'live',
        'com at be ca cl cn co.jp co.kr co.uk co.za com.ar com.au com.mx com.my com.ph com.pt com.sg de dk fi fr hk ie in it jp nl no ru se',
      ),
      ...under(
        'outlook',
        'com at be cl co.id co.il co.th com.ar com.au com.br com.gr com.tr com.vn cz de dk es fr hu ie in it jp kr lv my ph pt sa sg sk',
      ),
      ...['livemail.tw', 'msn.com', 'windowslive.com'],
    ],
    host: 'outlook.office365.com',
    webmail: 'https://outlook.live.com/mail/',
    hint: 'Outlook.com doesn’t work: since September 2024 it accepts no passwords from mail programs, not even app passwords.',
    noPasswords: true,
  },
  {
    name: 'Posteo',
    domains: under(
      'posteo',
      'de at be ca ch co.uk com cz dk es eu fi gr hr hu ie it jp li lt lu me mx net nl no org pl pt ro se si uk us',
    ),
    host: 'posteo.de',
    webmail: 'https://posteo.de/',
    hint: 'Turn off “additional email account protection” in the settings of Posteo, which blocks mail programs.',
  },
  {
    name: 'Proton Mail',
    domains: ['pm.me', 'proton.me', 'protonmail.ch', 'protonmail.com'],
    host: '127.0.0.1',
    port: 1143,
    security: 'starttls',
    webmail: 'https://mail.proton.me/',
    hint: 'Proton Mail needs Proton Mail Bridge on this machine, which comes with the paid plans. Use the password that Bridge shows.',
  },
  {
    name: 'SFR',
    domains: [
      ...['sfr.fr', '9online.fr', 'cegetel.net', 'club-internet.fr', 'neuf.fr'],
      ...['noos.fr', 'numericable.com', 'numericable.fr'],
    ],
    host: 'imap.sfr.fr',
    webmail: 'https://webmail.sfr.fr/',
  },
  {
    name: 'T-Online',
    domains: ['magenta.de', 't-online.de'],
    host: 'secureimap.t-online.de',
    webmail: 'https://email.t-online.de/',
    hint: 'T-Online requires its password for e-mail programs, which you set separately from your usual one.',
  },
  {
    name: 'WEB.DE',
    domains: ['web.de'],
    host: 'imap.web.de',
    signInName: 'local-part',
    webmail: 'https://web.de/',
    hint: 'Turn on POP3 and IMAP access in the settings of WEB.DE first. With two-factor authentication, use an application-specific password.',
  },
  {
    name: 'WP',
    domains: ['wp.pl'],
    host: 'imap.wp.pl',
    webmail: 'https://poczta.wp.pl/',
  },
  {
    name: 'Yahoo',
    domains: [
      ...under(
        'yahoo',
        'com at be ca co.id co.in co.nz co.th co.uk co.za com.ar com.au com.br com.co com.hk com.mx com.my com.ph com.sg com.tr com.tw com.vn cz de dk es fi fr gr hu ie in it nl no pl pt ro se',
      ),
      ...['myyahoo.com', 'rocketmail.com', 'ymail.com'],
    ],
    host: 'imap.mail.yahoo.com',
    webmail: 'https://mail.yahoo.com/',
    hint: 'Yahoo requires an app password instead of your usual one. Create it in your account’s security settings.',
  },
  {
    name: 'Yandex',
    domains: [...under('yandex', 'by com kz net ru ua'), 'narod.ru', 'ya.ru'],
    host: 'imap.yandex.com',
    webmail: 'https://mail.yandex.com/',
    hint: 'Turn on IMAP access in the settings of Yandex first.',
  },
  {
    name: 'Zoho',
    domains: ['zoho.com', 'zohomail.com'],
    host: 'imap.zoho.com',
    webmail: 'https://mail.zoho.com/',
    hint: ZOHO_HINT,
  },
  {
    name: 'Zoho',
    domains: ['zoho.eu', 'zohomail.eu'],
    host: 'imap.zoho.eu',
    webmail: 'https://mail.zoho.eu/',
    hint: ZOHO_HINT,
  },
];

const byDomain = new Map(PROVIDERS.flatMap(provider => provider.domains.map(domain => [domain, provider])));

/** Matches the exact domain: a subdomain may belong to somebody else. Ignores case and surrounding spaces. */
export function providerOf(address: string): Provider | undefined {
  const domain = /^.+@([^@]+)$/.exec(address.trim().toLowerCase())?.[1];
  return domain === undefined ? undefined : byDomain.get(domain);
}
