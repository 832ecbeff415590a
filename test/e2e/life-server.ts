import { inSeconds, LivingMailbox, type ServerKind } from '../lives/model';
import { type FaultServer, reply, XML } from './fault-server';
import { answerListing } from './mails';

/** A mailbox of the random lives, at a path of a real server. It lives as fast as the browser does. */
export interface ServedMailbox {
  mailbox: LivingMailbox;
  /** When it first answered since its clock was set, ms since 1970; undefined where it hasn't. */
  answeredAt: number | undefined;
  /** Sets its clock by the real one. */
  setClock(): void;
}

/** @param onAsked is called at each request */
export function serveMailbox(
  server: FaultServer,
  path: string,
  kind: ServerKind,
  onAsked: () => void,
): ServedMailbox {
  const mailbox = new LivingMailbox(kind, inSeconds(Date.now()));
  const served: ServedMailbox = {
    mailbox,
    answeredAt: undefined,
    setClock() {
      mailbox.now = inSeconds(Date.now());
      served.answeredAt = undefined;
    },
  };
  server.turn(path, socket => {
    const now = Date.now();
    served.answeredAt ??= now;
    const date = new Date(now + mailbox.clockOffset).toUTCString();
    reply('200 OK', answerOf(mailbox), { ...XML, Date: date })(socket);
    onAsked();
  });
  return served;
}

function answerOf(mailbox: LivingMailbox): string {
  const { emails, unread, mails } = mailbox.tell();
  const listed = mails.map(({ messageId, date = 0, link = '', ...mail }) => ({
    ...mail,
    id: messageId,
    date: new Date(date),
    link,
    read: false,
  }));
  return answerListing(listed, Number(emails), Number(unread));
}
