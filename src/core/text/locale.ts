/**
 * The BCP 47 locale for dates and numbers: the user's regional variety of the texts' language ("en-GB" for
 * "en"). If the user's language is another one or invalid, the texts' language.
 * @param texts the language of the texts
 * @param user the browser's name of the user's language, with hyphens or underscores
 */
export function localeFor(texts: string, user: string): string {
  const wanted = user.replaceAll('_', '-');
  try {
    const { language } = new Intl.Locale(wanted);
    return language === texts ? wanted : texts;
  } catch {
    return texts;
  }
}
