/**
 * The user's regional locale ("en-GB" for "en"), or `texts` if the user's language differs.
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

/**
 * The locale of dates: the language of the texts with the user's region and clock, such as `en-DE-u-hc-h23` for a
 * German who reads Facteur in English.
 * @param user BCP 47
 */
export function dateLocaleFor(texts: string, user: string): string {
  const { language, region } = new Intl.Locale(user).maximize();
  if (language === texts) return user;
  const { hourCycle } = new Intl.DateTimeFormat(user, { timeStyle: 'short' }).resolvedOptions();
  return new Intl.Locale(texts, { ...(region && { region }), ...(hourCycle && { hourCycle }) }).toString();
}
