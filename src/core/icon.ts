/** What the toolbar's icon says at a glance. */
export type IconState = 'normal' | 'unread' | 'needs-you' | 'failing' | 'snoozed';
