import type { Schema } from 'hast-util-sanitize';

/** Elements to remove with their content: it isn't readable text, or isn't HTML. */
const DROPPED = [
  ...[
    'script',
    'style',
    'title',
    'template',
    'noscript',
    'noembed',
    'noframes',
    'iframe',
    'object',
    'applet',
  ],
  ...['svg', 'math', 'canvas', 'audio', 'video', 'select', 'datalist', 'textarea'],
];

/** Outside a table they could close elements around the mail. */
const TABLE_PARTS = ['caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];

/** Nothing here names, styles, positions, sends or runs anything, or makes a browser stop parsing HTML. */
export const SCHEMA: Schema = {
  strip: DROPPED,
  tagNames: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div', 'blockquote', 'pre', 'hr', 'br', 'wbr', 'img', 'a'],
    ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'figure', 'figcaption'],
    ...['table', ...TABLE_PARTS],
    ...['abbr', 'b', 'bdi', 'big', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'ins', 'kbd', 'mark', 'q', 's'],
    ...[
      'samp',
      'small',
      'span',
      'strike',
      'strong',
      'sub',
      'sup',
      'time',
      'tt',
      'u',
      'var',
      'ruby',
      'rt',
      'rp',
    ],
  ],
  ancestors: Object.fromEntries(TABLE_PARTS.map(part => [part, ['table']])),
  attributes: {
    '*': [
      ['dir', 'ltr', 'rtl', 'auto'],
      ['lang', /^[a-z]{2,3}(-[a-z\d]{1,8}){0,3}$/i],
    ],
    a: ['href'],
    img: ['src', 'alt', ['width', /^\d{1,4}$/], ['height', /^\d{1,4}$/]],
    ol: [['start', /^\d{1,6}$/]],
    td: [
      ['colspan', /^\d{1,2}$/],
      ['rowspan', /^\d{1,2}$/],
    ],
    th: [
      ['colspan', /^\d{1,2}$/],
      ['rowspan', /^\d{1,2}$/],
    ],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['data', 'https'] },
  required: { a: { target: '_blank', rel: 'noopener noreferrer' } },
  clobber: [],
};

export const isDropped = (tagName: string): boolean => DROPPED.includes(tagName);

const ALLOWED = new Set(SCHEMA.tagNames);

/** Whether the schema keeps the element. Otherwise it keeps only its content. */
export const isAllowed = (tagName: string, inTable: boolean): boolean =>
  ALLOWED.has(tagName) && (inTable || !TABLE_PARTS.includes(tagName));
