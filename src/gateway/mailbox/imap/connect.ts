import { TLSSocket } from 'node:tls';
import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import { isAboutGrant, isGrantRefused } from '../mailbox';
import { CHANGED, fetchCertificate, readCertificate } from './certificate';
import { mailboxErrorOf, ofConnection, withTimeout } from './failure';
import type { Credentials, ImapServer, Login, PasswordLogin, TokenLogin } from './imap-server';
import { refusalTrouble } from './refusal';
import { secureContextOf } from './secure-context';
import { type SignInMethod, signInMethods } from './sign-in-methods';

/** ms to connect, and ms until the server's greeting. */
const CONNECT_TIMEOUT = 12_000;
const GREETING_TIMEOUT = 8_000;

/** ms without data before the connection is closed. The gateway sends commands more often than that. */
const SOCKET_TIMEOUT = 45 * 60_000;

/** Much more than any answer here needs, but safe for a small machine. */
const MAX_LITERAL_BYTES = 16 * 1024 * 1024;
/** An envelope with tens of thousands of recipients is one line; so is a list of as many unread mails. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

/** imapflow’s client, which chooses how to sign in and takes fewer round trips until a folder is open. */
class Client extends ImapFlow {
  /** The methods to sign in, the one in use first. */
  methods: readonly SignInMethod[] = [];
  readonly #credentials: Credentials;
  readonly #pin: string | undefined;
  readonly #failed: SignInMethod | undefined;
  readonly #person: string | undefined;

  constructor(
    options: ImapFlowOptions,
    credentials: Credentials,
    {
      pin,
      failed,
      person,
    }: Pick<ConnectOptions, 'person'> & {
      readonly pin: string | undefined;
      readonly failed: SignInMethod | undefined;
    },
  ) {
    const { user } = credentials;
    const secret =
      'password' in credentials ? { pass: credentials.password } : { accessToken: credentials.accessToken };
    super({ ...options, auth: { user, ...secret } });
    this.#credentials = credentials;
    this.#pin = pin;
    this.#failed = failed;
    this.#person = person;
  }

  /**
   * imapflow calls this when it knows what the server offers, and signs in next, whether TLS has begun here or earlier.
   * @throws {MailboxError} without a method to sign in
   * @throws {Error} with the code {@link CHANGED} and the certificate as `cert` if it isn't the pinned one
   */
  override async upgradeToSTARTTLS(): Promise<boolean> {
    const isEncrypted = await super.upgradeToSTARTTLS();
    this.#checkPin();
    if (this.authenticated) return isEncrypted;
    // The server's limits then count this person's sign-ins, and not the gateway's.
    if (this.#person !== undefined) await this.#introduce(this.#person);
    // Otherwise imapflow sends ID twice. Some servers open no folder before ID, but take it after the sign-in.
    this.capabilities.delete('ID');
    const methods = signInMethods(new Set(this.capabilities.keys()), this.#credentials, this.host);
    this.methods = methods.filter(method => method !== this.#failed);
    const [method] = this.methods;
    // With an access token, imapflow takes the best that it sees.
    if (method === 'AUTH=XOAUTH2') this.capabilities.delete('AUTH=OAUTHBEARER');
    this.options.auth = { ...this.options.auth, user: this.#credentials.user, loginMethod: method };
    return isEncrypted;
  }

  /** Dovecot and others take `x-originating-ip` from a gateway that they trust. */
  async #introduce(person: string): Promise<void> {
    // imapflow's private method.
    const { run } = this as unknown as { run(command: 'ID', info: object): Promise<unknown> };
    await run.call(this, 'ID', { ...this.options.clientInfo, 'x-originating-ip': person });
  }

  #checkPin(): void {
    if (this.#pin === undefined) return;
    // imapflow's private socket.
    const { socket } = this as unknown as { readonly socket: unknown };
    const cert = socket instanceof TLSSocket ? socket.getPeerCertificate() : undefined;
    if (cert?.fingerprint256 !== this.#pin)
      throw Object.assign(new Error('not the pinned certificate'), { code: CHANGED, cert });
  }
}

export interface ConnectOptions {
  /** In ms, for each connection. Default: 20 s. */
  readonly deadline?: number;
  readonly signal?: AbortSignal | undefined;
  /** The IP address of the person who signs in, for a server that learns it. */
  readonly person?: string | undefined;
}

/**
 * Asks a login's provider, so that no mail server waits for it. Returns the login to connect with.
 * @throws {MailboxError} if the grant has ended, or without an access token. For a login by password, a provider that
 * can't be asked now ends nothing.
 */
export async function askProvider(login: Login): Promise<PasswordLogin | TokenLogin> {
  if (!('tokens' in login)) return login;
  const { user, tokens } = login;
  if (!('password' in login)) {
    await tokens.get();
    return login;
  }
  await tokens.get().catch(error => {
    if (isGrantRefused(error)) throw error;
  });
  return { user, password: login.password };
}

/**
 * Starts no IDLE by itself. A refused access token is renewed once: servers don't say whether it has expired
 * (RFC 7628, 3.2.2). @throws {MailboxError}
 */
export async function connect(
  server: ImapServer,
  login: PasswordLogin | TokenLogin,
  options: ConnectOptions = {},
): Promise<ImapFlow> {
  const { signal } = options;
  const connectWith = (credentials: Credentials) => connectWithout(undefined, server, credentials, options);
  if ('password' in login) return connectWith(login);
  const { user, tokens } = login;
  const accessToken = await tokens.get();
  try {
    return await connectWith({ user, accessToken });
  } catch (error) {
    if (!isAboutGrant(error) || signal?.aborted) throw error;
    const other = await tokens.insteadOf(accessToken);
    if (other === accessToken) throw error;
    return await connectWith({ user, accessToken: other });
  }
}

/** `failed`: a method to sign in that the server doesn't know. */
async function connectWithout(
  failed: SignInMethod | undefined,
  server: ImapServer,
  credentials: Credentials,
  given: ConnectOptions,
): Promise<ImapFlow> {
  const { deadline = 20_000, signal } = given;
  const { host, port, security, ca, pin } = server;
  const person = server.learnsClients ? given.person : undefined;
  const where = `${host}:${port}`;
  const options: ImapFlowOptions = {
    host,
    port,
    secure: security === 'tls',
    ...(security !== 'tls' && { doSTARTTLS: security === 'starttls' }),
    // A pinned certificate may have any issuer, name and date: `Client` compares it before the sign-in.
    tls: { secureContext: secureContextOf(ca), rejectUnauthorized: pin === undefined },
    clientInfo: { name: 'Facteur', version: __VERSION__ },
    logger: false,
    disableAutoIdle: true,
    // Nothing here needs what ENABLE would, and it takes a round trip.
    disableAutoEnable: true,
    // Compression would need more memory than the mailbox's cached messages, for short answers.
    disableCompression: true,
    connectionTimeout: CONNECT_TIMEOUT,
    greetingTimeout: GREETING_TIMEOUT,
    socketTimeout: SOCKET_TIMEOUT,
    maxLiteralSize: MAX_LITERAL_BYTES,
    maxResponseSize: 2 * MAX_LITERAL_BYTES,
    maxLineLength: MAX_LINE_BYTES,
  };
  const client = new Client(options, credentials, { pin, failed, person });
  // Without a listener, an error ends the process. Running commands reject by themselves.
  client.on('error', () => {});
  const cancel = () => client.close();
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted) cancel();
  try {
    await withTimeout(deadline, `signing in at ${host}`, client.connect());
    return client;
  } catch (error) {
    client.close();
    const [method, other] = client.methods;
    if (other !== undefined && isUnknownCommand(error))
      return await connectWithout(method, server, credentials, given);
    const failure = mailboxErrorOf(error, where, { credentials, server });
    if (failure.trouble !== 'certificate') throw ofConnection(failure, client.methods.length > 0);
    const certificate = readCertificate(Object(error).cert) ?? (await fetchCertificate(server, signal));
    throw ofConnection(mailboxErrorOf(error, where, { credentials, server, certificate }), false);
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/** Some servers offer LOGIN or AUTHENTICATE, and know only the other. */
function isUnknownCommand(error: unknown): boolean {
  const { authenticationFailed, responseStatus, serverResponseCode, responseText } = Object(error);
  return (
    authenticationFailed === true &&
    responseStatus === 'BAD' &&
    refusalTrouble(serverResponseCode, `${responseText}`) === 'unexplained'
  );
}
