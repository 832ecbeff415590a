import { DATA, entryAt, type Feature, statementsAt } from './support';

const { html } = DATA;

/** An element and its attributes; empty if HTML has no such element. */
export function featuresOfElement(name: string, attributes: readonly string[]): Feature[] {
  if (!entryAt(html, ['elements', name])) return [];
  const features = attributes.map(attribute => ({
    name: `<${name} ${attribute}>`,
    known: [
      ['elements', name, attribute],
      ['global_attributes', attribute],
    ].flatMap(path => statementsAt(html, path)),
  }));
  // Attributes that the data lacks are event handlers and props of components.
  return [
    { name: `<${name}>`, known: statementsAt(html, ['elements', name]) },
    ...features.filter(({ known }) => known.length > 0),
  ];
}

export function featuresOfPage(text: string): Feature[] {
  return [...text.matchAll(/<([a-z][\w-]*)([^>]*)>/g)].flatMap(([, name = '', attributes = '']) =>
    featuresOfElement(
      name,
      [...attributes.matchAll(/([\w-]+)(?:="[^"]*")?/g)].map(([, attribute = '']) => attribute),
    ),
  );
}
