/**
 * The locale, BCP 47, to write in: the user's regional variety of the texts' language ("en-GB" for texts in "en",
 * "es-419" for texts in "es"), so that dates and numbers are as in their region; the texts' language where the user's
 * is another, or nothing that the browser's `Intl` takes.
 * @param texts the language of the texts shown
 * @param user what the browser calls the user's language, with hyphens or underscores
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
