/**
 * The user's regional locale for dates and numbers ("en-GB" for "en"), or `texts` if the user's language
 * differs.
 * @param texts the language of the texts, BCP 47
 * @param user the user's language, with hyphens or underscores
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
