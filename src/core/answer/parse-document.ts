/** The browser's own parser: `(text, type) => new DOMParser().parseFromString(text, type)`. */
export type ParseDocument = (text: string, type: 'application/xml' | 'text/html') => Document;
