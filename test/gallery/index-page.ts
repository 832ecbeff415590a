import type { Picture } from './shoot';
import type { Spot } from './spots';

const FILTERS = ['page', 'language', 'theme', 'browser'] as const satisfies readonly (keyof Spot)[];

/** The HTML of the gallery: all pictures by state, with checkboxes that filter them. */
export function indexPage(pictures: readonly Picture[]): string {
  const groups = new Map<string, Picture[]>();
  for (const picture of pictures) {
    const { page, state } = picture.spot;
    const key = `${page}: ${state}`;
    groups.set(key, [...(groups.get(key) ?? []), picture]);
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Facteur: the gallery</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${pictures.length} pictures of ${groups.size} states</h1>
<form>${FILTERS.map(part => boxes(part, pictures)).join('')}</form>
</header>
<main>
${[...groups].map(([name, group]) => section(name, group)).join('\n')}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function boxes(part: (typeof FILTERS)[number], pictures: readonly Picture[]): string {
  const values = [...new Set(pictures.map(({ spot }) => spot[part]))];
  const labels = values.map(
    value => `<label><input type="checkbox" checked name="${part}" value="${value}">${value}</label>`,
  );
  return `<fieldset><legend>${part}</legend>${labels.join('')}</fieldset>`;
}

function section(name: string, group: readonly Picture[]): string {
  return `<section><h2>${escaped(name)}</h2><div>${group.map(figure).join('')}</div></section>`;
}

function figure({ spot, file, width, height }: Picture): string {
  const { state, page, language, theme, browser } = spot;
  const data = FILTERS.map(part => `data-${part}="${spot[part]}"`).join(' ');
  const alt = escaped(`${page}, ${state}`);
  return `<figure ${data}><a href="${file}"><img loading="lazy" src="${file}" width="${width}" height="${height}" alt="${alt}"></a><figcaption>${language} · ${theme} · ${browser}</figcaption></figure>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; background: light-dark(#dde1e8, #101216); }
body { margin: 0; }
header { position: sticky; top: 0; z-index: 1; padding: 8px 16px; background: light-dark(#ffffff, #1b1d22);
  border-bottom: 1px solid light-dark(#c3c8d2, #3a3f49); }
h1, h2 { margin: 0; font-size: 1rem; }
form { display: flex; flex-wrap: wrap; gap: 4px 16px; }
fieldset { display: flex; gap: 10px; margin: 0; padding: 0; border: 0; }
legend { float: left; margin-inline-end: 8px; font-weight: 600; }
section { padding: 16px; }
section > div { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 16px; margin-top: 8px; }
figure { margin: 0; }
figure[hidden] { display: none; }
img { display: block; height: auto; box-shadow: 0 1px 4px #0006; }
[data-page=settings] img, [data-page=gateway] img { width: 480px; }
figcaption { margin-top: 4px; font-size: 12px; }
`;

const SCRIPT = `
const form = document.forms[0];
const show = () => {
  const off = [...form.elements].filter(it => it.type === 'checkbox' && !it.checked);
  for (const figure of document.querySelectorAll('figure'))
    figure.hidden = off.some(({ name, value }) => figure.dataset[name] === value);
  for (const section of document.querySelectorAll('section'))
    section.hidden = !section.querySelector('figure:not([hidden])');
};
form.addEventListener('change', show);
show();
`;
