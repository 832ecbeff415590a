/** Storage keys that several modules use. */
export const KEYS = {
  accounts: 'accounts',
  checks: 'checks',
  settings: 'settings',
  sync: 'sync',
  snooze: 'snoozed-until',
  quietEnded: 'quiet-ended-until',
  seen: 'popup-seen',
  /** A prefix, followed by the account's id. */
  mailbox: 'mailbox:',
  visits: 'visits',
  storageFull: 'storage-full',
  icon: 'icon',
  shown: 'shown',
} as const;
