import { ACTION, INFOS, type Info } from '../../core/answer/api-vocabulary';
import type { Gateway } from '../access/gateway';
import type { Call, Reply } from '../http/http';
import { type GatewayMailbox, MailboxError, type MessageSummary } from '../mailbox/mailbox';
import { FACTEUR, MOST_ID, type Service } from '../services/service';
import { codeOf } from '../shared/error-code';
import type { Level } from '../shared/log';
import { StartupError } from '../shared/startup-error';
import type { Xml } from '../text/xml';
import { answerDocument, countNode, errorDocument, overviewNode, privacyErrorDocument } from './answer-xml';

/** The API page fixes only 102 and 103 (the user's account). The first that applies is sent. */
export const ERROR_CODES = {
  /** The operator doesn't let this service in, or its password is wrong or missing. The log says which. */
  serviceRefused: 501,
  unknownAction: 501,
  badInfos: 503,
  /** Infos that the service may not ask for. */
  foreignInfos: 503,
  /** The token is another service's. */
  foreignToken: 501,
  /** The service calls too often. */
  tooManyCalls: 505,
  /** `token` is missing, or this gateway didn't issue it to one of its users. */
  unknownToken: 102,
  expiredToken: 103,
  /** The mail server rejects the mailbox's password: its owner must correct it. */
  refused: 102,
  /** The mail server offers no sign-in by password: the sign-in page says what to do. */
  noPassword: 102,
  /** The password may be right: the gateway tries again. */
  unexplained: 505,
  busy: 505,
  /** The mail server's certificate can't be verified, or it has no TLS. */
  certificate: 203,
  noFolder: 204,
  /** Complete the table: no API call marks a message as read. */
  unmarked: 900,
  timeout: 504,
  unreachable: 505,
  unexpected: 900,
} as const;

const HEADERS = { 'Content-Type': 'text/xml; charset=UTF-8' };

const INFO_BY_NAME = new Map<string, Info>(INFOS.map(info => [info.toLowerCase(), info]));

/** Answers `GET …?action=getPersonalMessages&infos=…&token=…`. Never rejects: sends an error document. */
export async function answerApi(call: Call, gateway: Gateway): Promise<Reply> {
  if (call.method !== 'GET' && call.method !== 'HEAD') {
    return { status: 405, headers: { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=UTF-8' } };
  }
  try {
    const admission = await gateway.services.admit(call.authorization);
    if ('refusal' in admission) {
      const { refusal, id } = admission;
      return refuse(
        gateway,
        ERROR_CODES.serviceRefused,
        'warn',
        ` (service ${id.slice(0, MOST_ID)}: ${refusal})`,
      );
    }
    return await answerQuery(call.query, admission.service, gateway);
  } catch (error) {
    // The mailbox has already logged this error.
    if (error instanceof MailboxError) return refuse(gateway, ERROR_CODES[error.trouble], 'debug');
    const why = error instanceof StartupError ? error.message : codeOf(error);
    return refuse(gateway, ERROR_CODES.unexpected, 'error', ` (${why})`);
  }
}

async function answerQuery(query: URLSearchParams, service: Service, gateway: Gateway): Promise<Reply> {
  const isFacteur = service === FACTEUR;
  const wait = isFacteur ? 0 : gateway.callLimit.take(service.id, gateway.now());
  if (wait > 0) {
    const reply = refuse(
      gateway,
      ERROR_CODES.tooManyCalls,
      'warn',
      ` (service ${service.id}: too many calls)`,
    );
    return { ...reply, status: 429, headers: { ...reply.headers, 'Retry-After': String(wait) } };
  }
  if (query.get('action') !== ACTION) return refuse(gateway, ERROR_CODES.unknownAction);
  const asked = readInfos(query.get('infos') ?? '');
  if (asked === undefined) return refuse(gateway, ERROR_CODES.badInfos);
  const token = query.get('token') ?? '';
  const claim = await gateway.tokens.read(token, gateway.now());
  if (claim.kind !== 'valid') return refuse(gateway, ERROR_CODES[`${claim.kind}Token`]);
  const mailbox = gateway.accounts.mailboxFor(claim.user, claim.secret);
  if (mailbox === undefined) return refuse(gateway, ERROR_CODES.unknownToken);
  const { user } = claim;
  if (claim.service !== service.id) {
    const why = ` (service ${service.id}: a token of ${claim.service})`;
    return refuse(gateway, ERROR_CODES.foreignToken, 'warn', why);
  }
  if (asked.some(info => !service.infos.includes(info))) {
    const why = ` (service ${service.id}: infos that it may not ask for)`;
    return refuse(gateway, ERROR_CODES.foreignInfos, 'warn', why);
  }

  gateway.lastAsked.note({ user, service: service.id, at: gateway.now(), infos: asked });
  const visitor = isFacteur ? user : undefined;
  const consent = await gateway.consents.of(user, service.id);
  if (consent.refused || asked.every(info => !consent.choices.has(info))) {
    gateway.log.debug(`api: answered that the user ${consent.refused ? 'refuses' : 'has not decided'}`);
    const page = gateway.links.choice(service.id, asked, visitor);
    return { status: 500, headers: HEADERS, body: privacyErrorDocument(page) };
  }
  const isOpen = (info: Info) => ['allowed', 'once'].includes(consent.choices.get(info) ?? '');
  const values = await readValues(
    mailbox,
    new Set(asked.filter(isOpen)),
    gateway.listLength,
    ({ link, id }) => link ?? gateway.links.message(id, visitor),
  ).catch(async error => {
    if (error instanceof MailboxError && error.trouble === 'refused' && claim.secret !== undefined) {
      await gateway.own?.mailboxes.refuse(user, claim.secret, mailbox);
      await forget(token, gateway);
    }
    throw error;
  });
  // The user may have signed out while the mail server was asked: the answer's links would be of a later time.
  if ((await gateway.tokens.read(token, gateway.now())).kind !== 'valid')
    return refuse(gateway, ERROR_CODES.unknownToken);
  const once = asked.filter(info => consent.choices.get(info) === 'once');
  const spent = once.length === 0 ? [] : await gateway.consents.spend(user, service.id, once);
  for (const info of spent) values.delete(info);
  const withheld = new Set(asked.filter(info => !isOpen(info) || spent.includes(info)));
  const dashboard = isFacteur
    ? gateway.links.privacy(user)
    : gateway.links.choice(service.id, service.infos, undefined);
  gateway.log.debug(`api: answered ${[...values.keys()].join(',') || 'nothing'}, withheld ${withheld.size}`);
  return { status: 200, headers: HEADERS, body: answerDocument({ values, withheld, dashboard }) };
}

/** The mail server refuses the password that this token keeps: it is worth nothing any more. */
async function forget(token: string, { tokens, log }: Gateway): Promise<void> {
  log.warn('api: the mail server refuses a kept password, which is forgotten');
  await tokens.end(token).catch(error => log.error(`api: not forgotten (${codeOf(error)})`));
}

/** Each once; undefined if one is unknown. */
function readInfos(text: string): readonly Info[] | undefined {
  const infos = new Set<Info>();
  for (const name of text.split(',')) {
    const info = INFO_BY_NAME.get(name.trim().toLowerCase());
    if (info === undefined) return undefined;
    infos.add(info);
  }
  return [...infos];
}

async function readValues(
  mailbox: GatewayMailbox,
  infos: ReadonlySet<Info>,
  listLength: number,
  linkTo: (message: MessageSummary) => string,
): Promise<Map<Info, Xml>> {
  const values = new Map<Info, Xml>();
  if (infos.has('NoEMails') || infos.has('NoUnReadMails') || infos.has('NoSMS')) {
    const { emails, unread, sms } = await mailbox.counts();
    const counts: ReadonlyArray<[Info, number | undefined]> = [
      ['NoEMails', emails],
      ['NoUnReadMails', unread],
      ['NoSMS', sms],
    ];
    for (const [info, count] of counts) {
      if (infos.has(info) && count !== undefined) values.set(info, countNode(info, count));
    }
  }
  if (infos.has('EmailsLastNDetailed')) {
    values.set('EmailsLastNDetailed', overviewNode(await mailbox.unread(listLength), linkTo));
  }
  return values;
}

function refuse(gateway: Gateway, code: number, level: Level = 'info', why = ''): Reply {
  gateway.log[level](`api: error ${code}${why}`);
  return { status: 200, headers: HEADERS, body: errorDocument(code) };
}
