import type { Socket } from 'node:net';
import type { Retort } from './fake-server';

/** A mail with several labels lies in several folders. It is read or unread in all of them. */
export interface LabelledMail {
  readonly subject: string;
  readonly labels: readonly string[];
  isRead?: boolean;
}

export interface Gmail {
  readonly retort: Retort;
  /** Marks a mail as read, as on a phone. Gmail tells the connection only about the folder that is open. */
  read(subject: string): void;
  /** The labels of a mail as they are now. */
  labelsOf(subject: string): readonly string[];
}

const ALL_MAIL = '[Gmail]/All';

const CAPABILITY = 'CAPABILITY IMAP4rev1 NAMESPACE IDLE MOVE UIDPLUS ESEARCH X-GM-EXT-1';

/** Scripts a server with Gmail's labels and ids. */
export function gmail(mails: readonly LabelledMail[]): Gmail {
  const labels = [...new Set(mails.flatMap(it => it.labels))];
  const openFolders = new Map<Socket, string>();
  const numbers = new Map(mails.map((it, i) => [it, i + 1]));
  const numberOf = (mail: LabelledMail) => numbers.get(mail) ?? 0;
  const folders = new Map(labels.map(label => [label, mails.filter(it => it.labels.includes(label))]));
  const inFolder = (label: string) => (label === ALL_MAIL ? mails : (folders.get(label) ?? []));
  const unreadIn = (label: string) => inFolder(label).filter(({ isRead }) => isRead !== true);
  /** Another UID in each folder. */
  const uidOf = (mail: LabelledMail, label: string) => 10_000 * (labels.indexOf(label) + 1) + numberOf(mail);
  const flagsOf = ({ isRead }: LabelledMail) => `FLAGS (${isRead ? '\\Seen' : ''})`;
  /** `set` is of UIDs or, in a command without UID, of positions. */
  const isIn = (set: string, number: number) =>
    set.split(',').some(range => {
      const [first = '', last = first] = range.split(':');
      return number >= Number(first) && (last === '*' || number <= Number(last));
    });

  const rowOf = (mail: LabelledMail, position: number, label: string, asked: string) => {
    const fields = `From: Jean <jean@example.org>\r\nSubject: ${mail.subject}\r\nMessage-ID: <${mail.subject}@example.org>\r\n\r\n`;
    const second = `${numberOf(mail) % 60}`.padStart(2, '0');
    const items = [`X-GM-MSGID 12784553442303${numberOf(mail)}`, `UID ${uidOf(mail, label)}`, flagsOf(mail)];
    if (/HEADER\.FIELDS/i.test(asked))
      items.push(
        `INTERNALDATE "25-Nov-2026 10:00:${second} +0000"`,
        'BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 0 0)',
        `BODY[HEADER.FIELDS (FROM SUBJECT)] {${fields.length}}\r\n${fields}`,
      );
    return `* ${position} FETCH (${items.join(' ')})`;
  };

  /** Taking a mail out of All Mail puts a label on; taking it there, takes one off. */
  const move = (found: readonly LabelledMail[], from: string, to: string) => {
    folders.set(to, [...new Set([...inFolder(to), ...found])]);
    if (from === ALL_MAIL) return [];
    const gone = inFolder(from).flatMap((it, i) => (found.includes(it) ? i + 1 : []));
    folders.set(
      from,
      inFolder(from).filter(it => !found.includes(it)),
    );
    return gone.toReversed().map(position => `* ${position} EXPUNGE`);
  };

  return {
    labelsOf: subject => labels.filter(label => inFolder(label).some(it => it.subject === subject)),
    read(subject) {
      for (const mail of mails) if (mail.subject === subject) mail.isRead = true;
      for (const [socket, label] of openFolders) {
        const position = inFolder(label).findIndex(it => it.subject === subject);
        if (position >= 0 && socket.writable) socket.write(`* ${position + 1} FETCH (FLAGS (\\Seen))\r\n`);
      }
    },
    retort(command, line, socket) {
      const label = openFolders.get(socket) ?? '';
      const [, name = '', rest = ''] = /^\S+ (?:UID )?\w+ "?([^" ]+)"?(.*)$/i.exec(line) ?? [];
      switch (command) {
        case 'CAPABILITY':
          return [`* ${CAPABILITY}`, 'OK done'];
        case 'LOGIN':
          return [`OK [${CAPABILITY}] welcome`];
        case 'LIST':
          return [...labels.map(it => `* LIST () "/" ${it}`), `* LIST (\\All) "/" ${ALL_MAIL}`, 'OK done'];
        case 'STATUS':
          return [
            `* STATUS ${name} (MESSAGES ${inFolder(name).length} UNSEEN ${unreadIn(name).length})`,
            'OK done',
          ];
        case 'EXAMINE':
        case 'SELECT':
          openFolders.set(socket, name);
          return [
            `* ${inFolder(name).length} EXISTS`,
            '* OK [UIDVALIDITY 1] ok',
            `OK [READ-${command === 'SELECT' ? 'WRITE' : 'ONLY'}] done`,
          ];
        case 'SEARCH': {
          const found = /UNSEEN/i.test(line) ? unreadIn(label) : inFolder(label);
          const uids = found.map(it => uidOf(it, label));
          if (!/RETURN/i.test(line)) return [`* SEARCH ${uids.join(' ')}`, 'OK done'];
          const all = uids.length > 0 ? ` ALL ${uids.join(',')}` : '';
          return [`* ESEARCH (TAG "${line.split(' ')[0]}") UID COUNT ${uids.length}${all}`, 'OK done'];
        }
        case 'FETCH': {
          const rows = inFolder(label).flatMap((mail, i) => {
            const number = / UID FETCH /i.test(line) ? uidOf(mail, label) : i + 1;
            return isIn(name, number) ? rowOf(mail, i + 1, label, rest) : [];
          });
          return [...rows, 'OK done'];
        }
        case 'STORE':
          for (const it of inFolder(label))
            if (isIn(name, uidOf(it, label))) it.isRead = !rest.includes('-FLAGS');
          return ['OK done'];
        case 'MOVE': {
          const found = inFolder(label).filter(it => isIn(name, uidOf(it, label)));
          const to = rest.trim().replaceAll('"', '');
          const uids = (path: string) => found.map(it => uidOf(it, path)).join();
          return [`* OK [COPYUID 1 ${uids(label)} ${uids(to)}] moved`, ...move(found, label, to), 'OK done'];
        }
        default:
          return undefined;
      }
    },
  };
}
