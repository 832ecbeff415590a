import type { MessageStructureObject } from 'imapflow';

/** What an IMAP server tells of a mail: the same shape as imapflow's `bodyStructure`, and its sections. */
export interface SplitMail {
  readonly headers: Buffer;
  readonly structure: MessageStructureObject;
  /** Encoded, by number; `TEXT` is the whole body. */
  readonly sections: ReadonlyMap<string, Buffer>;
}

/** For well-formed mails. */
export function splitMail(mail: Buffer): SplitMail {
  const text = mail.toString('latin1');
  const { headers, body } = cutHeaders(text);
  const whole = Buffer.from(body, 'latin1');
  const sections = new Map([['TEXT', whole]]);
  const structure = structureOf(text, '', sections);
  if (!structure.type.startsWith('multipart/')) sections.set('1', whole);
  return { headers: Buffer.from(headers, 'latin1'), structure, sections };
}

function structureOf(text: string, part: string, sections: Map<string, Buffer>): MessageStructureObject {
  const { headers, body } = cutHeaders(text);
  const { value: type, parameters } = fieldIn(headers, 'content-type', 'text/plain; charset=us-ascii');
  const { value: disposition, parameters: dispositionParameters } = fieldIn(headers, 'content-disposition');
  const encoding = fieldIn(headers, 'content-transfer-encoding', '7bit').value;
  if (part !== '' && !sections.has(part)) sections.set(part, Buffer.from(body, 'latin1'));
  const node: MessageStructureObject = {
    ...(part !== '' && { part }),
    type,
    parameters,
    encoding,
    size: body.length,
    ...(disposition !== '' && { disposition, dispositionParameters }),
  };
  if (type.startsWith('multipart/')) {
    const children = body.split(`--${parameters.boundary}`).slice(1, -1);
    node.childNodes = children.map((child, i) =>
      structureOf(child.replace(/^\r?\n/, '').replace(/\r?\n$/, ''), join(part, i + 1), sections),
    );
  } else if (type === 'message/rfc822') {
    const inner = cutHeaders(body);
    sections.set(`${part || '1'}.TEXT`, Buffer.from(inner.body, 'latin1'));
    node.envelope = { subject: fieldIn(inner.headers, 'subject').whole };
    // As imapflow does, which gives the attached mail the number of its part.
    node.childNodes = [structureOf(body, part, sections)];
  }
  return node;
}

const join = (part: string, number: number) => (part === '' ? `${number}` : `${part}.${number}`);

function cutHeaders(text: string) {
  const gap = /\r?\n\r?\n/.exec(text);
  if (gap === null) return { headers: text, body: '' };
  return { headers: text.slice(0, gap.index), body: text.slice(gap.index + gap[0].length) };
}

function fieldIn(headers: string, name: string, otherwise = '') {
  const unfolded = headers.replace(/\r?\n(?=[ \t])/g, '');
  const whole = new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? otherwise;
  const [value = '', ...rest] = whole.split(';').map(piece => piece.trim());
  const pairs = rest.map(pair => pair.split(/=(.*)/, 2).map(it => it.replace(/^"|"$/g, '')));
  const parameters: Record<string, string> = Object.fromEntries(pairs);
  return { whole, value: value.toLowerCase(), parameters };
}
