import type { Info } from '../../core/answer/api-vocabulary';

/** The words of the pages. Each language has the same keys. */
export interface Texts {
  readonly home: Record<'title' | 'lead' | 'addresses' | 'hint' | 'openMail' | 'signedOut', string>;
  readonly field: Record<'api' | 'signInPage' | 'webmail' | 'token' | 'copy' | 'copied', string>;
  readonly signIn: Record<
    | 'title'
    | 'lead'
    | 'forExtension'
    | 'user'
    | 'password'
    | 'submit'
    | 'cancel'
    | 'wrong'
    | 'demo'
    | 'out'
    | 'outEverywhere',
    string
  > & {
    forService(name: string): string;
    /** `duration` in words, as they stand alone: "12 seconds". */
    wait(duration: string): string;
  };
  /** To sign in with one's own mailbox. `host` is a server's name, `where` with its port. */
  readonly own: Record<
    | 'lead'
    | 'address'
    | 'demo'
    | 'busy'
    | 'server'
    | 'serverHint'
    | 'host'
    | 'port'
    | 'security'
    | 'login'
    | 'plain'
    | 'kept'
    | 'issuer'
    | 'names'
    | 'validity'
    | 'fingerprint'
    | 'trust'
    | 'trustLead'
    | 'badAddress'
    | 'passwordMissing'
    | 'badHost'
    | 'badPort'
    | 'unencrypted',
    string
  > &
    Record<
      | 'refused'
      | 'busyServer'
      | 'noSignIn'
      | 'untrusted'
      | 'otherName'
      | 'changed'
      | 'expired'
      | 'notYetValid'
      | 'noHost'
      | 'unexpected'
      | 'unproven',
      (host: string) => string
    > &
    Record<'noTls' | 'timeout' | 'unreachable', (where: string) => string> &
    Record<'noServer' | 'askAdministrator', (domain: string) => string> & {
      help(name: string): string;
      oauthOnly(host: string, domain: string): string;
      /** `domains`: one or more, with commas. */
      foreignDomain(domains: string): string;
    };
  /** To sign in at a provider, whose `name` is for people. */
  readonly provider: Record<'lead' | 'next' | 'busy' | 'change' | 'appPassword' | 'useOther', string> &
    Record<'enterServer' | 'serverHint' | 'tell', string> &
    Record<
      'continue' | 'continueLead' | 'down' | 'misconfigured' | 'noAddress' | 'cancelled',
      (name: string) => string
    > &
    Record<'refusedToken' | 'refusedMaster', (host: string) => string> & {
      /** `signedIn`: the account’s address at the provider. */
      other(name: string, signedIn: string, address: string): string;
      unverified(name: string, address: string): string;
      noTokens(host: string, name: string): string;
      unknownDomain(domain: string): string;
    };
  readonly token: Record<'title' | 'lead' | 'secret' | 'home', string>;
  readonly privacy: Record<'save' | 'refuse' | 'saved' | 'services' | 'servicesLead' | 'change', string> &
    Record<'withdraw' | 'forget' | 'neverAsked', string> &
    Record<'allowed' | 'once' | 'withheld', string> & {
      /** `infos`: several, with commas. */
      lastAsked(when: string, infos: string): string;
    } & Record<'title' | 'lead' | 'legend' | 'refused' | 'back' | 'withholding', (service: string) => string>;
  readonly info: Record<Info, string>;
  readonly mail: Record<
    'title' | 'unread' | 'noSubject' | 'empty' | 'privacy' | 'back' | 'from' | 'date',
    string
  > & {
    count(unread: number, emails: number): string;
    sms(count: number): string;
  };
  readonly message: Record<
    | 'read'
    | 'markRead'
    | 'markUnread'
    | 'readOnOpen'
    | 'notReadOnOpen'
    | 'stopMarking'
    | 'startMarking'
    | 'formatted'
    | 'plain'
    | 'pictures'
    | 'showPictures'
    | 'cut'
    | 'noText'
    | 'attachments'
    | 'inWebmail'
    | 'openWebmail',
    string
  >;
  readonly manager: Record<
    | 'title'
    | 'lead'
    | 'none'
    | 'open'
    | 'fromConfig'
    | 'waiting'
    | 'approved'
    | 'refused'
    | 'register'
    | 'registerLead'
    | 'name'
    | 'site'
    | 'logo'
    | 'logoHint'
    | 'redirects'
    | 'redirectsHint'
    | 'infos'
    | 'submit'
    | 'approve'
    | 'refuse'
    | 'replacePassword'
    | 'remove'
    | 'removing'
    | 'back'
    | 'passwordOnce'
    | 'samples'
    | 'badName'
    | 'badSite'
    | 'badLogo'
    | 'badRedirects'
    | 'noInfos',
    string
  > & {
    openNamed(name: string): string;
    testAccount(user: string, password: string): string;
  };
  /** A provider wants this from its users, or can't do it. Whole sentences. */
  readonly advice: Record<Advice, (provider: string) => string>;
  readonly error: Record<ErrorKind, { readonly title: string; readonly lead: string }> & {
    readonly home: string;
    readonly signIn: string;
    /** Before the mail server's own words. */
    readonly said: string;
  };
}

export type Advice =
  | 'app-password'
  | 'two-step-first'
  | 'security-settings'
  | 'app-password-with-two-step'
  | 'mail-password'
  | 'authorization-code'
  | 'address-or-device-password'
  | 'turn-on-imap'
  | 'maybe-turn-on-imap'
  | 'higher-plan'
  | 'main-address'
  | 'bridge'
  | 'turn-off-protection'
  | 'no-passwords';

/** The pages that say that something is wrong. */
export type ErrorKind =
  | 'notFound'
  | 'noMessage'
  | 'wrongMethod'
  | 'notOperator'
  | 'badForm'
  | 'oldForm'
  | 'strayAnswer'
  | 'foreignForm'
  | 'badService'
  | 'badReturn'
  | 'unpinned'
  | 'badKey'
  | 'foreignHost'
  | 'unsaved'
  | 'notEnded'
  | 'notSignedOut'
  | 'unstored'
  | 'refusedPassword'
  | 'refusedGrant'
  | 'endedGrant'
  | 'missingGrant'
  | 'noTokens'
  | 'noPassword'
  | 'unmarked'
  | 'unreachable'
  | 'away'
  | 'unexpected';
