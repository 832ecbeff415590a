import { expect } from 'vitest';
import { send } from '../send';

/** The samples of a report in Prometheus's text format, by name and labels as they are written. */
export function parseReport(text: string): Record<string, number> {
  const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map(line => {
      const [, sample = '', value] = /^([a-z_]\w*(?:\{[^}]*\})?) (\S+)$/i.exec(line) ?? [];
      expect(sample, line).not.toBe('');
      return [sample, Number(value)];
    }),
  );
}

export async function samplesOf({ at }: { readonly at: string }): Promise<Record<string, number>> {
  const { status, headers, body } = await send(`${at}/metrics`);
  expect(status).toBe(200);
  expect(headers['content-type']).toContain('text/plain; version=0.0.4');
  return parseReport(body);
}
