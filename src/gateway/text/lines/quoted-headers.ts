/** The labels above a quoted or forwarded mail, by the language of the mail program. */
const LABELS = {
  from: 'from de von od da van expéditeur|de la|من',
  date: 'sent date envoyé gesendet datum enviado fecha wysłano wysłane data trimis trimisă verzonden|envoyé le|enviado el|data trimiterii|تاريخ|التاريخ|الإرسال|تاريخ الإرسال|تم الإرسال|أرسل|أُرسلت',
  to: 'to à a an para do către catre la aan|إلى',
  copy: 'cc cci bcc kopia dw kopie copie|copie à|نسخة|نسخة إلى',
  id: 'message-id',
  subject: 'subject objet betreff asunto temat subiect assunto oggetto onderwerp|الموضوع',
} as const;

type Kind = keyof typeof LABELS;

const KINDS = new Map<string, Kind>(
  Object.entries(LABELS).flatMap(([kind, labels]) => {
    const [words = '', ...phrases] = labels.split('|');
    return [...words.split(' '), ...phrases].map(label => [label, kind as Kind] as const);
  }),
);

const HEADER_LINE = /^[\s\p{Cf}*_]*(?<label>\p{L}[\p{L}\p{M} -]{0,20}?)[*_]*\s?:[*_\s]*(?<value>.*)$/u;

/** Lines in which a block of headers has to end: names of many receivers break over several. */
const MAX_LINES = 16;

export interface QuotedHeaders {
  /** The index of the line after them. */
  readonly end: number;
  /** Whether they name the sender, the subject and one thing more; else only sender and date. */
  readonly isComplete: boolean;
}

/** The block of headers that begins at `at`, or undefined if none does. No empty line interrupts it. */
export function quotedHeadersAt(lines: readonly string[], at: number): QuotedHeaders | undefined {
  if (headerIn(lines[at]) === undefined) return undefined;
  const kinds = new Set<Kind>();
  let end = at;
  for (let i = at; i < at + MAX_LINES && (lines[i] ?? '').trim() !== ''; i++) {
    const header = headerIn(lines[i]);
    if (header === undefined) continue;
    kinds.add(header.kind);
    // In a table the value is a line of its own.
    end = i + (header.value === '' ? 2 : 1);
  }
  const isComplete = kinds.has('from') && kinds.has('subject') && kinds.size >= 3;
  return isComplete || (kinds.has('from') && kinds.has('date')) ? { end, isComplete } : undefined;
}

function headerIn(line = ''): { readonly kind: Kind; readonly value: string } | undefined {
  // Most lines have none, and it is quicker to see.
  if (!line.includes(':')) return undefined;
  const { label = '', value = '' } = HEADER_LINE.exec(line.slice(0, 200))?.groups ?? {};
  const kind = KINDS.get(label.toLowerCase());
  return kind && { kind, value };
}
