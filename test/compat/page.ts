import { DATA, entryAt, type Feature, statementsAt } from './support';

const { html } = DATA;

/** An element and the attributes that it has; nothing where HTML has no such element. */
export function featuresOfElement(name: string, attributes: readonly string[]): Feature[] {
  if (!entryAt(html, ['elements', name])) return [];
  const features = attributes.map(attribute => ({
    name: `<${name} ${attribute}>`,
    known: [
      ['elements', name, attribute],
      ['global_attributes', attribute],
    ].flatMap(path => statementsAt(html, path)),
  }));
  // Those that the data doesn't have are events, and what a component is given.
  return [
    { name: `<${name}>`, known: statementsAt(html, ['elements', name]) },
    ...features.filter(({ known }) => known.length > 0),
  ];
}

/** The elements and attributes of a page. */
export function featuresOfPage(text: string): Feature[] {
  return [...text.matchAll(/<([a-z][\w-]*)([^>]*)>/g)].flatMap(([, name = '', attributes = '']) =>
    featuresOfElement(
      name,
      [...attributes.matchAll(/([\w-]+)(?:="[^"]*")?/g)].map(([, attribute = '']) => attribute),
    ),
  );
}
