const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For the text of an element. */
export const xmlText = (text: string): string => text.replaceAll(/[&<>"]/g, it => ENTITIES[it] ?? it);
