import { inSeconds, LivingMailbox, type ServerKind } from '../lives/model';
import { type FaultServer, reply, XML } from './fault-server';
import { answerListing } from './mails';

/** A random mailbox of `test/lives`, served over HTTP at a path, in real time. */
export interface ServedMailbox {
  mailbox: LivingMailbox;
  /** The first answer since `setClock`, ms since 1970; undefined before it. */
  answeredAt: number | undefined;
  setClock(): void;
}

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
