import { createQueue } from '../../core/concurrency/queue';
import type { AccessTokens, GrantKey } from '../mailbox/imap/imap-server';
import { type ErrorDetails, GRANT, isGrantRefused, MailboxError } from '../mailbox/mailbox';
import { codeOf } from '../shared/error-code';
import { growingDelay } from '../shared/growing-delay';
import type { Log } from '../shared/log';
import { type GrantRecord, type GrantStore, renewalOf } from './grant-store';
import { type OAuthClient, OAuthError } from './oauth-client';
import { type KeptTokens, sealTokens, unsealTokens } from './sealed-tokens';

/** Shared by all grants. */
export interface GrantClients {
  readonly store: GrantStore;
  /** Undefined if the config file doesn't set up this provider any more. */
  clientOf(provider: string): OAuthClient | undefined;
  now(): number;
  random(): number;
  readonly log: Log;
  /** The providers whose settings the log has complained of. */
  readonly complained: Set<string>;
  /** By id of a grant. They are sealed, and outlast the mailbox: the provider takes the former ones no more. */
  readonly unstored: Map<string, Unstored>;
}

/** Stored tokens, with their record. */
interface Held {
  readonly record: GrantRecord;
  readonly tokens: KeptTokens;
}

/** A renewal that has failed. */
interface Failed {
  /** The tokens that were to be renewed. */
  readonly sealed: string;
  readonly error: MailboxError;
  /** How often, in a row. */
  readonly times: number;
  /** When the next try may be, in ms since 1970. */
  readonly until: number;
}

/** Tokens that are not stored yet, and the record that they replace. */
interface Unstored {
  readonly record: GrantRecord;
  readonly former: string;
}

/** ms after which a use is stored, of a grant whose tokens aren't renewed for long. */
const NOTE_AFTER = 24 * 60 * 60_000;

const MINUTE = 60_000;
const LONGEST_PAUSE = 15 * MINUTE;
/** An access token is renewed early enough for this many tries at least. */
const TRIES = 5;

/**
 * The access tokens of one grant. One renewal at a time, in whichever gateway on the store: providers replace the refresh
 * token, and take the second use of one for a theft (RFC 9700, 4.14.2). So new tokens are stored before they are used.
 */
export function openGrant(grant: GrantKey, clients: GrantClients): AccessTokens {
  const { id, provider } = grant;
  const { store, clientOf, now, random, log, complained, unstored } = clients;
  const inQueue = createQueue();
  let known: Held | undefined;
  /** The sealed tokens that the provider has refused, while the store doesn't know. */
  let refused: string | undefined;
  let failed: Failed | undefined;

  /** The stored record, whatever another gateway has told of it so far. */
  const latest = () => store.grants.change(id, record => ({ record, result: record }));
  const read = async (look = () => store.grants.get(id)): Promise<Held> => {
    const record = await look();
    if (record === undefined) {
      unstored.delete(id);
      throw ended('nobody is signed in', { hasNoGrant: true });
    }
    if (record.withdrawn || record.sealed === refused) throw ended('the sign-in has ended');
    const tokens = unsealTokens(grant, record.sealed);
    if (tokens === undefined) throw ended('the kept sign-in can’t be opened');
    return { record, tokens };
  };
  const ended = (why: string, details?: ErrorDetails) =>
    new MailboxError('refused', `${provider}: ${why}`, GRANT, details);
  /** Not if it is gone: somebody has signed out. */
  const write = (record: GrantRecord) =>
    store.grants.change(id, former => ({ record: former && record, result: undefined }));

  /** Ends the grant: nobody asks the provider for it again. */
  const withdraw = async (record: GrantRecord, code: string): Promise<never> => {
    refused = record.sealed;
    await write({ ...record, sealed: '', withdrawn: true }).catch(error =>
      log.error(`${provider}: the end of a sign-in can’t be stored (${codeOf(error)})`),
    );
    throw ended(`it has ended the sign-in (${code})`);
  };

  const mailboxErrorOf = (error: unknown): MailboxError => {
    if (!(error instanceof OAuthError))
      return new MailboxError('unexpected', `${provider}: the renewal has failed (${codeOf(error)})`);
    const { trouble, message, code = trouble } = error;
    if (trouble !== 'misconfigured') return new MailboxError('unreachable', message, code);
    if (!complained.has(provider)) log.error(message);
    complained.add(provider);
    return new MailboxError('busy', message, code);
  };

  /** Notes it: providers must not be asked each time that somebody wants a token. */
  const fail = ({ record, tokens }: Held, error: MailboxError): MailboxError => {
    const { sealed } = record;
    const times = failed?.sealed === sealed ? failed.times + 1 : 1;
    const slack = Number.isFinite(tokens.expires)
      ? tokens.expires - tokens.renewAt
      : Number.POSITIVE_INFINITY;
    const pause = growingDelay(Math.min(MINUTE, slack / TRIES), LONGEST_PAUSE, times, random);
    failed = { sealed, error, times, until: now() + pause };
    return error;
  };

  /** Asks the provider, if the last failure isn't too recent. */
  const renew = async (held: Held): Promise<GrantRecord> => {
    const { record, tokens } = held;
    if (failed?.sealed === record.sealed && now() < failed.until) throw failed.error;
    if (tokens.refreshToken === undefined) return withdraw(record, 'no refresh token');
    try {
      const client = clientOf(provider);
      if (client === undefined)
        throw new OAuthError('misconfigured', `[oauth.${provider}] is missing in the config file`);
      const renewed = await client.renew(tokens.refreshToken);
      complained.delete(provider);
      const sealed = sealTokens(grant, renewed, now(), random);
      return { ...record, sealed, usedAt: now() };
    } catch (error) {
      if (error instanceof OAuthError && error.trouble === 'withdrawn')
        return withdraw(record, error.code ?? 'withdrawn');
      throw fail(held, mailboxErrorOf(error));
    }
  };

  const lookOrRenew = async (isGood: (tokens: KeptTokens) => boolean): Promise<Held> => {
    let held = await read(latest);
    // A former renewal may be waiting for the store. If another gateway has stored tokens since, these are the latest.
    const last = unstored.get(id);
    const waiting = last?.former === held.record.sealed ? last.record : undefined;
    const isOld = now() - held.record.usedAt >= NOTE_AFTER;
    if (waiting === undefined && isGood(held.tokens) && isOld) await write({ ...held.record, usedAt: now() });
    else if (waiting !== undefined || !isGood(held.tokens)) {
      const record = waiting ?? (await renew(held));
      unstored.set(id, { record, former: held.record.sealed });
      await write(record);
    }
    unstored.delete(id);
    held = await read(latest);
    // The tokens that were waiting may be old by now.
    return waiting === undefined || isGood(held.tokens) ? held : lookOrRenew(isGood);
  };

  /** Without a refresh token, the access token is used as long as it lasts. */
  const isFresh = ({ refreshToken, renewAt, expires }: KeptTokens) =>
    now() < (refreshToken === undefined ? expires : renewAt);

  /** @param unwanted the mail server refuses it */
  const find = (unwanted?: string) =>
    inQueue(async () => {
      const isOther = ({ accessToken }: KeptTokens) => accessToken !== unwanted;
      const isGood = (tokens: KeptTokens) =>
        isFresh(tokens) && (isOther(tokens) || tokens.refreshToken === undefined);
      const isFound = ({ record, tokens }: Held) =>
        isGood(tokens) && now() - record.usedAt < NOTE_AFTER && !unstored.has(id);
      if (known !== undefined && isOther(known.tokens) && isFound(known)) return known.tokens.accessToken;
      try {
        known = await read();
        if (!isFound(known)) known = await store.exclusively(renewalOf(id), () => lookOrRenew(isGood));
        return known.tokens.accessToken;
      } catch (error) {
        const failure =
          error instanceof MailboxError
            ? error
            : new MailboxError('busy', `the sign-ins can’t be read or stored (${codeOf(error)})`);
        if (failure.trouble === 'refused') known = undefined;
        else if (known !== undefined && isOther(known.tokens) && now() < known.tokens.expires) {
          log.debug(`${failure.message}: goes on with the present access token`);
          return known.tokens.accessToken;
        }
        throw failure;
      }
    });

  return {
    get: () => find(),
    insteadOf: find,
    version: () =>
      read().then(
        ({ record }) => record.sealed,
        error => {
          if (isGrantRefused(error)) return undefined;
          throw error;
        },
      ),
    rest() {
      known = undefined;
    },
  };
}
