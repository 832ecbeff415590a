import type { Captions } from './captions';

export const ENGLISH: Captions = {
  pictures: {
    mail: {
      headline: 'Your new mail, at a glance',
      more: 'A number on the toolbar, your unread mail one click away, and a notification when more comes.',
    },
    accounts: {
      headline: 'All your accounts in one place',
      more: 'When one of them needs you, Facteur says why and what to do. The others go on.',
    },
    quiet: {
      headline: 'Quiet when you want it',
      more: 'Snooze for an hour or until tomorrow, or set quiet hours for the week. What came is summed up at the end.',
    },
    settings: {
      headline: 'Notifications, your way',
      more: 'They tell everything, the sender alone, or only how many. One by one, or summed up.',
    },
    languages: {
      headline: 'At home in six languages',
      more: 'English, French, Spanish, Polish, Romanian and Arabic. In light and in dark.',
    },
    tile: { headline: 'Facteur', more: 'Your new mail, at a glance' },
    marquee: {
      headline: 'Your new mail, at a glance',
      more: 'It contacts the servers of your accounts, and nobody else. Nothing is collected.',
    },
  },
  accounts: ['Home', 'Work'],
};
