/** Equal news has the same id, so that a repeated notification replaces the first one. */
export function noticeId(accountId: string, kind: string, which?: string): string {
  return [accountId, kind, ...(which === undefined ? [] : [which])].join('|');
}

export function accountOfNotice(noticeId: string): string {
  return noticeId.slice(0, noticeId.indexOf('|'));
}
