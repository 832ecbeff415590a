import { INFOS, type Info } from '../../core/answer/api-vocabulary';
import type { Gateway } from '../access/gateway';
import type { Call, Reply } from '../http/http';
import type { FolderCounts, GatewayMailbox, MessageSummary } from '../mailbox/mailbox';
import { FACTEUR, type Service } from '../services/service';
import type { Xml } from '../text/xml';
import { askForConsent, askMailbox, hasSignedOut, linksFor, readCaller } from './admission';
import { answerDocument, countNode, overviewNode } from './answer-xml';
import { ERROR_CODES, HEADERS, refuse } from './refuse';

const INFO_BY_NAME = new Map<string, Info>(INFOS.map(info => [info.toLowerCase(), info]));

/** `getPersonalMessages`. @throws {MailboxError} */
export async function answerMessages(call: Call, service: Service, gateway: Gateway): Promise<Reply> {
  const { query } = call;
  const asked = readInfos(query.get('infos') ?? '');
  if (asked === undefined) return refuse(gateway, ERROR_CODES.badInfos);
  const caller = await readCaller(query.get('token') ?? '', service, call, gateway);
  if ('refusal' in caller) return caller.refusal;
  if (asked.some(info => !service.infos.includes(info))) {
    const why = ` (service ${service.id}: infos that it may not ask for)`;
    return refuse(gateway, ERROR_CODES.foreignInfos, 'warn', why);
  }

  const { user } = caller;
  gateway.lastAsked.note(user, service.id, { at: gateway.now(), infos: asked });
  const consent = await gateway.consents.of(user, service.id);
  if (consent.refused || asked.every(info => !consent.choices.has(info))) {
    gateway.log.debug(`api: answered that the user ${consent.refused ? 'refuses' : 'has not decided'}`);
    return askForConsent(caller, asked, gateway);
  }
  const isFacteur = service === FACTEUR;
  const isOpen = (info: Info) => ['allowed', 'once'].includes(consent.choices.get(info) ?? '');
  const links = await linksFor(caller, gateway);
  const linkTo = ({ link, id }: MessageSummary) => link ?? links.message(id);
  const opened = new Set(asked.filter(isOpen));
  // The names of folders are the user's own: services know none.
  const chosen = isFacteur ? query.getAll('folder') : [];
  // Together, as each may have to wait for the mail server.
  const [values, folders = []] = await askMailbox(caller, gateway, mailbox =>
    Promise.all([
      readValues(mailbox, opened, gateway.listLength, linkTo, chosen),
      isFacteur ? mailbox.folders?.() : undefined,
    ]),
  );
  // The answer's links would be of a later time.
  if (await hasSignedOut(caller, gateway)) return refuse(gateway, ERROR_CODES.unknownToken);
  const once = asked.filter(info => consent.choices.get(info) === 'once');
  const spent = once.length === 0 ? [] : await gateway.consents.spend(user, service.id, once);
  for (const info of spent) values.delete(info);
  const withheld = new Set(asked.filter(info => !isOpen(info) || spent.includes(info)));
  const dashboard = isFacteur ? links.privacy : links.choice(service.id, service.infos);
  const mayAct =
    isFacteur &&
    values.has('EmailsLastNDetailed') &&
    consent.choices.get('EmailsLastNDetailed') === 'allowed';
  gateway.metrics.answered(0);
  gateway.log.debug(`api: answered ${[...values.keys()].join(',') || 'nothing'}, withheld ${withheld.size}`);
  const answer = { values, withheld, dashboard, mayAct, folders: foldersToTell(folders, values) };
  return { status: 200, headers: HEADERS, body: answerDocument(answer) };
}
/** If there are several: each with the counts that are told of all mail. */
function foldersToTell(
  folders: readonly FolderCounts[],
  values: ReadonlyMap<Info, Xml>,
): readonly Partial<FolderCounts>[] {
  if (folders.length < 2) return [];
  return folders.map(({ name, emails, unread }) => ({
    name,
    ...(values.has('NoEMails') && { emails }),
    ...(values.has('NoUnReadMails') && { unread }),
  }));
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
  chosen: readonly string[],
): Promise<Map<Info, Xml>> {
  const isCounted = infos.has('NoEMails') || infos.has('NoUnReadMails') || infos.has('NoSMS');
  const [counts, messages] = await Promise.all([
    isCounted ? mailbox.counts(chosen) : undefined,
    infos.has('EmailsLastNDetailed') ? mailbox.unread(listLength, chosen) : undefined,
  ]);
  const values = new Map<Info, Xml>();
  const numbers: ReadonlyArray<[Info, number | undefined]> = [
    ['NoEMails', counts?.emails],
    ['NoUnReadMails', counts?.unread],
    ['NoSMS', counts?.sms],
  ];
  for (const [info, count] of numbers) {
    if (infos.has(info) && count !== undefined) values.set(info, countNode(info, count));
  }
  if (messages !== undefined) values.set('EmailsLastNDetailed', overviewNode(messages, linkTo));
  return values;
}
