export const PASSWORD = 'correct horse';

/** A raw message. `subject` may be an encoded word; it is part of the Message-ID. */
export function mail(subject: string, body = `About ${subject}.`, headers: readonly string[] = []): string {
  const id = subject.replaceAll(/\W/g, '');
  const lines = [
    'From: Jean Dupont <jean@example.org>',
    'To: me@example.org',
    'Date: Mon, 23 Nov 2026 14:05:00 +0100',
    `Subject: ${subject}`,
    `Message-ID: <${id}@example.org>`,
    ...headers,
    '',
    body,
    '',
  ];
  return lines.join('\r\n');
}
