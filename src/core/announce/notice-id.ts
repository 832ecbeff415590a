/** Made of the account and of what is announced: shown again, a notification replaces itself and never doubles. */
export function noticeId(accountId: string, kind: string, which?: string): string {
  return [accountId, kind, ...(which === undefined ? [] : [which])].join('|');
}

/** The account that a notification's id names. */
export function accountOfNotice(noticeId: string): string {
  return noticeId.slice(0, noticeId.indexOf('|'));
}
