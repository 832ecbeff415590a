import { ACTION, INFOS, type Info } from '../../core/answer/api-vocabulary';
import type { Gateway } from '../access/services';
import type { Call, Reply } from '../http/http';
import { type GatewayMailbox, MailboxError, type MessageSummary } from '../mailbox/mailbox';
import { codeOf } from '../shared/error-code';
import type { Level } from '../shared/log';
import type { Xml } from '../text/xml';
import { answerDocument, countNode, errorDocument, overviewNode, privacyErrorDocument } from './answer-xml';

/** The API page fixes only 102 and 103 (the user's account). The first that applies is sent. */
const ERROR_CODES = {
  unknownAction: 501,
  badInfos: 503,
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
    return await answerQuery(call.query, gateway);
  } catch (error) {
    // The mailbox has already logged this error.
    if (error instanceof MailboxError) return refuse(gateway, ERROR_CODES[error.trouble], 'debug');
    return refuse(gateway, ERROR_CODES.unexpected, 'error', ` (${codeOf(error)})`);
  }
}

async function answerQuery(query: URLSearchParams, gateway: Gateway): Promise<Reply> {
  if (query.get('action') !== ACTION) return refuse(gateway, ERROR_CODES.unknownAction);
  const infos = readInfos(query.get('infos') ?? '');
  if (infos === undefined) return refuse(gateway, ERROR_CODES.badInfos);
  const claim = gateway.tokens.read(query.get('token') ?? '', gateway.now());
  if (claim.kind === 'expired') return refuse(gateway, ERROR_CODES.expiredToken);
  const mailbox = claim.kind === 'valid' ? gateway.accounts.mailboxOf(claim.user) : undefined;
  if (claim.kind === 'unknown' || mailbox === undefined) return refuse(gateway, ERROR_CODES.unknownToken);

  const dashboard = gateway.links.privacy(claim.user);
  const consent = await gateway.consents.of(claim.user);
  if (consent.refused) {
    gateway.log.debug('api: answered that the user refuses');
    return { status: 500, headers: HEADERS, body: privacyErrorDocument(dashboard) };
  }
  const allowed = new Set([...infos].filter(info => !consent.withheld.has(info)));
  const withheld = new Set([...infos].filter(info => consent.withheld.has(info)));
  const values = await readValues(
    mailbox,
    allowed,
    gateway.listLength,
    ({ link, id }) => link ?? gateway.links.message(claim.user, id),
  );
  gateway.log.debug(`api: answered ${[...allowed].join(',') || 'nothing'}, withheld ${withheld.size}`);
  return { status: 200, headers: HEADERS, body: answerDocument({ values, withheld, dashboard }) };
}

function readInfos(text: string): ReadonlySet<Info> | undefined {
  const infos = new Set<Info>();
  for (const name of text.split(',')) {
    const info = INFO_BY_NAME.get(name.trim().toLowerCase());
    if (info === undefined) return undefined;
    infos.add(info);
  }
  return infos;
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
