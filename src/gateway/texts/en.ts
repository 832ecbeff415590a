import { createPlural } from './plural';
import type { Texts } from './texts';

const plural = createPlural('en');

export const en: Texts = {
  home: {
    title: 'Facteur gateway',
    lead: 'This program connects the Facteur extension to your mailbox, so that it can notify you about new mail.',
    addresses: 'Addresses for the extension',
    hint: 'If you give the extension this page’s address, it finds these by itself. Other programs need them.',
    openMail: 'Open mailbox',
    signedOut: 'You are signed out. Tokens that ended with this no longer open your mailbox.',
  },
  field: {
    api: 'API address',
    signInPage: 'Sign-in page',
    webmail: 'Webmail address',
    token: 'Token',
    copy: 'Copy',
    copied: 'Copied',
  },
  signIn: {
    title: 'Sign in',
    lead: 'Sign in to your mailbox.',
    forExtension: 'Sign in to give Facteur access to your mailbox. You can choose later what it sees.',
    forService: name => `Sign in to let ${name} ask about your mailbox. You then choose what it may see.`,
    user: 'User name',
    password: 'Password',
    submit: 'Sign in',
    cancel: 'Cancel',
    wrong: 'Wrong user name or password.',
    demo: 'This is a demo mailbox. The user name is “demo”, and so is the password.',
    out: 'Sign out',
    outEverywhere: 'Sign out everywhere',
    wait: duration => `Too many sign-ins at present. Try again in ${duration}.`,
  },
  own: {
    lead: 'Use the e-mail address and password of your mailbox, as in a mail program. You can choose later what Facteur sees.',
    address: 'E-mail address',
    demo: 'Try the demo mailbox',
    busy: 'Looking for your mail server and signing in …',
    server: 'Mail server',
    serverHint: 'If these stay empty, the gateway finds them by your address.',
    host: 'Server',
    port: 'Port',
    security: 'Security',
    login: 'User name at this server',
    plain: 'None (on this computer only)',
    kept: 'Your password is kept for the next try. Type it again only to change it.',
    issuer: 'Issued by',
    names: 'Issued for',
    validity: 'Valid',
    fingerprint: 'SHA-256 fingerprint',
    trust: 'Trust this certificate',
    trustLead:
      'If this is your own server, compare the fingerprint with the server’s certificate. Otherwise someone may be intercepting the connection: cancel, and ask your provider.',
    help: name => `${name}: how to do this`,
    badAddress: 'Enter the whole e-mail address, such as jean@example.org.',
    foreignDomain: domains => `This gateway is only for addresses of ${domains}.`,
    noServer: domain =>
      `No mail server was found for ${domain}. Enter it below: your provider’s help calls it IMAP server or incoming server.`,
    askAdministrator: domain =>
      `No mail server was found for ${domain}. Tell the administrator of this gateway.`,
    passwordMissing: 'Enter the password of the mailbox.',
    badHost: 'Enter the name of the mail server, such as imap.example.org.',
    badPort: 'Enter a port from 1 to 65535. It is usually 993.',
    unencrypted: 'Without encryption, others could read the password on its way. Choose TLS or STARTTLS.',
    unproven: host =>
      `The DNS records of your domain name ${host} as its mail server. Such records can be forged. If your provider’s help names this server, sign in again: it then gets your password.`,
    refused: host => `${host} doesn’t accept this user name and password.`,
    busyServer: host => `${host} lets nobody in at present. Try again in a few minutes.`,
    oauthOnly: (host, domain) =>
      `${host} accepts no passwords, only OAuth. Ask the administrator of this gateway to set that up for ${domain}. Or turn on IMAP with passwords or app passwords in your mailbox’s settings, if it has them.`,
    noSignIn: host =>
      `${host} offers no sign-in by password, so none was sent. Choose TLS or STARTTLS, or turn on IMAP in your mailbox’s settings.`,
    untrusted: host => `The certificate of ${host} comes from an issuer that this gateway doesn’t know.`,
    otherName: host => `The certificate of ${host} is for another name.`,
    expired: host => `The certificate of ${host} has expired.`,
    notYetValid: host =>
      `The certificate of ${host} isn’t valid yet, or the clock of the gateway’s computer is wrong.`,
    changed: host => `The certificate of ${host} is not the one that you trusted.`,
    noTls: where =>
      `${where} can’t be reached with this kind of encryption. Usual are port 993 with TLS, or port 143 with STARTTLS.`,
    timeout: where => `${where} doesn’t answer. Check server and port.`,
    noHost: host => `There is no server ${host}. Check its name, and whether the gateway is online.`,
    unreachable: where => `${where} can’t be reached. Check server and port.`,
    unexpected: host => `${host} sent an answer that this gateway doesn’t understand.`,
  },
  provider: {
    lead: 'Enter the e-mail address of your mailbox. You can choose later what Facteur sees.',
    next: 'Next',
    busy: 'Looking for your mail server …',
    change: 'Change',
    continue: name => `Continue with ${name}`,
    continueLead: name =>
      `You sign in at ${name}. This gateway never sees your password. You can choose later what Facteur sees.`,
    appPassword: 'Use an app password instead',
    useOther: 'Use the other address',
    enterServer: 'Enter the server yourself',
    serverHint: 'Your provider’s help calls it IMAP server or incoming server.',
    unknownDomain: domain => `No mail server was found for ${domain}. Check the address.`,
    tell: 'Tell the administrator of this gateway.',
    down: name => `${name} can’t be reached at present. Try again in a few minutes.`,
    misconfigured: name =>
      `${name} doesn’t accept this gateway. Tell the administrator of this gateway: its log says what to correct.`,
    noAddress: name =>
      `${name} doesn’t say this account’s e-mail address. Tell the administrator of this gateway: its log says what to correct.`,
    cancelled: name => `The sign-in at ${name} was cancelled. Try again, or use another address.`,
    other: (name, signedIn, address) =>
      `You signed in at ${name} as ${signedIn}, not as ${address}. Try again and choose ${address} there, or use the other address.`,
    unverified: (name, address) =>
      `${name} hasn’t checked that ${address} is yours. Confirm the address in your account there, or ask the administrator of this gateway: its log says what to do. Then try again.`,
    refusedToken: host =>
      `${host} doesn’t accept this account. IMAP may be turned off, or the account may have no mailbox. Turn on IMAP in the mailbox’s settings, or ask the administrator of your e-mail. Then try again.`,
    noTokens: (host, name) =>
      `${host} doesn’t accept sign-ins at ${name}. Tell the administrator of this gateway.`,
    refusedMaster: host =>
      `${host} doesn’t let this gateway into your mailbox. Tell the administrator of this gateway.`,
  },
  token: {
    title: 'You are signed in',
    lead: 'In Facteur’s settings, click “Add account” and open “Advanced”. Copy both there, then click “Save account”.',
    secret: 'Keep the token to yourself: anyone who has it can see your mailbox as the extension does.',
    home: 'Home page',
  },
  privacy: {
    title: name => `What ${name} sees`,
    lead: name => `Choose what this mailbox tells ${name}. You can change this at any time.`,
    legend: name => `${name} may see`,
    save: 'Save',
    refuse: 'Hide everything',
    saved: 'Saved.',
    refused: name =>
      `${name} sees nothing of this mailbox. To give it access again, choose what it may see and save.`,
    back: name => `You will then return to ${name}.`,
    withholding: name => `If you hide something, ${name} knows that it is hidden, but not why.`,
    allowed: 'Allow',
    once: 'Allow once',
    withheld: 'Hide',
    services: 'Who sees your mailbox',
    servicesLead:
      'These programs and websites may ask this gateway about your mailbox. Choose for each what it sees.',
    change: 'Choose',
    withdraw: 'Undo my choice',
    forget: 'Forget it',
    neverAsked: 'It hasn’t asked for anything yet.',
    lastAsked: (when, infos) => `Last asked (${when}): ${infos}`,
  },
  info: {
    NoEMails: 'Number of e-mails',
    NoUnReadMails: 'Number of unread e-mails',
    NoSMS: 'Number of unread SMS',
    EmailsLastNDetailed: 'The latest unread e-mails: sender, date, subject and preview',
  },
  mail: {
    title: 'Mailbox',
    unread: 'Unread',
    noSubject: 'No subject',
    empty: 'No mail yet.',
    privacy: 'What Facteur sees',
    back: 'Back to the mailbox',
    from: 'From',
    date: 'Date',
    count: (unread, emails) =>
      `${plural(unread, { other: '# unread' })} of ${plural(emails, { one: '# e-mail', other: '# e-mails' })}`,
    sms: count => plural(count, { other: '# unread SMS' }),
  },
  message: {
    read: 'Read',
    markRead: 'Mark as read',
    markUnread: 'Mark as unread',
    readOnOpen: 'Opening a message marks it as read.',
    notReadOnOpen: 'Opening a message doesn’t mark it as read.',
    stopMarking: 'Don’t mark as read on opening',
    startMarking: 'Mark as read on opening',
    formatted: 'Formatted',
    plain: 'Plain text',
    pictures:
      'Pictures from other websites are not loaded, because they would tell the sender that you opened this message.',
    showPictures: 'Show pictures',
    cut: 'This message is too long to be shown in full.',
    noText: 'This message has no text.',
    attachments: 'Attachments',
    inWebmail: 'You can open them in your webmail.',
    openWebmail: 'Open webmail',
  },
  manager: {
    title: 'API Manager',
    lead: 'Websites and programs that ask this gateway for mail. You let them in or refuse them; each user then decides what they see.',
    none: 'No service has registered yet.',
    open: 'Open',
    openNamed: name => `Open ${name}`,
    fromConfig: 'Set up in the config file',
    waiting: 'Waiting for your decision',
    approved: 'Approved',
    refused: 'Refused',
    register: 'Register a service',
    registerLead: 'Users see the name, the website and the logo before they let the service in.',
    name: 'Website name',
    site: 'Website URL',
    logo: 'Website logo',
    logoHint: 'A PNG of at most 1024 × 1024 pixels, or an SVG without style sheets; at most 64 KiB.',
    redirects: 'Return addresses',
    redirectsHint:
      'One in each line: where sign-in and choices lead back to, exactly. With https, or http on this computer.',
    infos: 'It may ask for',
    submit: 'Register',
    approve: 'Approve',
    refuse: 'Refuse',
    replacePassword: 'Replace the password',
    remove: 'Delete',
    removing: 'Its password ends at once, and users no longer see it. This can’t be undone.',
    back: 'All services',
    passwordOnce: 'Copy the password now: it can’t be shown again.',
    samples: 'Download sample code and instructions (ZIP)',
    testAccount: (user, password) =>
      `To try a service, sign in with the test account: user name “${user}”, password “${password}”. Its mailbox has made-up mail.`,
    badName: 'Give the website a name of 1 to 60 characters.',
    badSite: 'Give the whole address of the website, such as https://stats.example.org/.',
    badLogo: 'This logo can’t be used.',
    badRedirects:
      'Give at least one return address: whole, with https (or http on this computer) and without #.',
    noInfos: 'Choose at least one kind of information.',
  },
  advice: {
    'app-password': name => `${name} requires an app password instead of your usual one.`,
    'two-step-first': () => 'To create it, turn on two-step verification first.',
    'security-settings': () => 'Create it in your account’s security settings.',
    'app-password-with-two-step': name =>
      `If you use two-step verification, ${name} requires an app password instead of your usual one.`,
    'mail-password': name =>
      `${name} requires a separate password for mail programs. Set it in the settings of your account.`,
    'authorization-code': name =>
      `${name} requires an authorization code instead of your password. Create it in the settings of ${name}, where you turn on IMAP access.`,
    'address-or-device-password': name =>
      `${name} accepts the password of the e-mail address or a device password. Both may differ from your account’s password.`,
    'turn-on-imap': name => `Turn on access for mail programs (IMAP) in the settings of ${name} first.`,
    'maybe-turn-on-imap': name =>
      `You may have to turn on access for mail programs (IMAP) in the settings of ${name}.`,
    'higher-plan': name => `The free or cheapest plan of ${name} doesn’t include this.`,
    'main-address': name => `${name} accepts only the main address of a mailbox, not an alias.`,
    bridge: name =>
      `${name} needs Proton Mail Bridge on this computer, which comes with the paid plans. Use the password that Bridge shows.`,
    'turn-off-protection': name =>
      `Turn off “additional email account protection” in the settings of ${name}: it blocks mail programs.`,
    'no-passwords': name =>
      `${name} accepts no passwords from mail programs, not even app passwords. To sign in there, ask the administrator of this gateway to register it at ${name} first.`,
  },
  error: {
    home: 'Home page',
    signIn: 'Sign in',
    said: 'The mail server says:',
    notFound: {
      title: 'Page not found',
      lead: 'There is no page at this address. Start from the home page.',
    },
    noMessage: {
      title: 'This message no longer exists',
      lead: 'It may have been deleted. If this is the demo mailbox, it was restarted with other mail.',
    },
    wrongMethod: { title: 'This page can’t be opened directly', lead: 'Start from the home page.' },
    notOperator: {
      title: 'This page is for the administrator',
      lead: 'Open the link that the gateway printed when it started, or get a new one: facteur-gateway manager. A link works once, within an hour.',
    },
    badForm: {
      title: 'This form couldn’t be read',
      lead: 'Go back, reload the page and send the form again.',
    },
    oldForm: {
      title: 'This form has expired',
      lead: 'Someone has signed in or out in this browser since, or the browser blocks this page’s cookies. Go back, reload the page and try again.',
    },
    strayAnswer: {
      title: 'Sign-in can’t be completed',
      lead: 'This sign-in is already finished, was replaced by a newer one, or took longer than 15 minutes. If you aren’t signed in, start again.',
    },
    foreignForm: {
      title: 'This form came from another website',
      lead: 'Nothing was done. If you wanted this, use the gateway’s own pages.',
    },
    badService: {
      title: 'This website or program isn’t allowed here',
      lead: 'It isn’t registered at this gateway, or its administrator hasn’t let it in. Ask them, or the makers of the website or program.',
    },
    badReturn: {
      title: 'Sign-in can’t be completed',
      lead: 'The address to return to is neither a browser extension’s nor one that the website has registered. Start again from where you came.',
    },
    unpinned: {
      title: 'This extension isn’t allowed here',
      lead: 'The administrator of this gateway allows only certain browser extensions to sign in. Ask them to add this one.',
    },
    badKey: {
      title: 'This link no longer works',
      lead: 'It may be incomplete or more than a month old, or the gateway was restarted. Sign in to see the mailbox.',
    },
    foreignHost: {
      title: 'Wrong address',
      lead: 'Use the address that the gateway showed when it started.',
    },
    notEnded: {
      title: 'You are not signed out everywhere',
      lead: 'The gateway can’t store this. Go back and try again. If it fails again, tell the administrator of this gateway.',
    },
    notSignedOut: {
      title: 'You are not signed out',
      lead: 'The gateway can’t store this. Go back and try again. If it fails again, tell the administrator of this gateway.',
    },
    unstored: {
      title: 'You aren’t signed in',
      lead: 'The gateway can’t store the sign-in. Its disk may be full. Tell the administrator of this gateway: its log has the details.',
    },
    unsaved: {
      title: 'Your choice wasn’t saved',
      lead: 'Your previous choice still applies. Go back and try again. If it fails again, tell the administrator of this gateway.',
    },
    refusedPassword: {
      title: 'The mail server doesn’t accept the password',
      lead: 'If the mailbox’s password has changed, sign in with the new one. If you sign in with a password that is only for this gateway, its administrator has to enter the mailbox’s new password; then sign in again.',
    },
    refusedGrant: {
      title: 'The mail server no longer accepts this sign-in',
      lead: 'Sign in again.',
    },
    endedGrant: {
      title: 'The mail server no longer accepts this sign-in',
      lead: 'The administrator of this gateway has to sign in again for this mailbox: facteur-gateway sign-in, with the mailbox’s name.',
    },
    missingGrant: {
      title: 'This mailbox isn’t connected yet',
      lead: 'The administrator of this gateway has to sign in for it first: facteur-gateway sign-in, with the mailbox’s name.',
    },
    noTokens: {
      title: 'The mail server doesn’t accept this sign-in',
      lead: 'It accepts no sign-ins at a provider, so this gateway can’t read the mailbox. Tell the administrator of this gateway: its log has the details.',
    },
    noPassword: {
      title: 'The mail server doesn’t accept passwords',
      lead: 'Turn on IMAP with passwords or app passwords in the settings of your mailbox, if it has them. Otherwise this gateway can’t read it. Its administrator finds more in the log.',
    },
    unmarked: {
      title: 'The mail server didn’t mark this message as read',
      lead: 'It stays unread. This gateway may only be allowed to read. Mark the message in your webmail, or tell the administrator of this gateway.',
    },
    unreachable: { title: 'The mail server can’t be reached', lead: 'Try again in a few minutes.' },
    away: {
      title: 'The gateway can’t answer at present',
      lead: 'It can’t reach what it stores. Try again in a few minutes.',
    },
    unexpected: {
      title: 'Something went wrong',
      lead: 'The mailbox couldn’t be read. Try again in a moment.',
    },
  },
};
