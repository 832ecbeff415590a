/** The keys in the browser's storage of what more than one part of Facteur reads. */
export const KEYS = {
  accounts: 'accounts',
  checks: 'checks',
  settings: 'settings',
  sync: 'sync',
  snooze: 'snoozed-until',
  seen: 'popup-seen',
  /** One each, with the account's id at its end. */
  mailbox: 'mailbox:',
  visits: 'visits',
  storageFull: 'storage-full',
  icon: 'icon',
  /** Whether all that is stored has been shown. */
  shown: 'shown',
} as const;
