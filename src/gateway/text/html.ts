import { escapeXml } from './xml';

export class Html {
  constructor(readonly text: string) {}
}

/** `undefined` and `false` render nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[];

function render(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(render).join('');
  return escapeXml(String(content));
}

/** Escapes every value, for text and for attributes in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.reduce((text, string, i) => text + render(values[i - 1]) + string));
}
