import type { Template } from './mails';

export const ENGLISH_MAILS: readonly Template[] = [
  {
    name: 'Nora Whitfield',
    address: 'nora.whitfield@harbour-studio.example',
    subject: ({ day }) => `Draft programme for ${day}`,
    text: ({ day, hour }) =>
      `Hi,\n\nHere is the draft for ${day}. I moved your talk to ${hour}:00 so that you can catch the early train home. Shout if that doesn’t work.\n\nThe caterer still needs a head count, roughly is fine.\n\nNora`,
  },
  {
    name: 'O’Brien, Siobhán "Shiv"',
    address: 'shiv@obrien.example',
    subject: () => '',
    text: () =>
      'Forgot the subject again, sorry! The key is under the blue pot. Water the fern, please, not the cactus.',
  },
  {
    name: 'Northern Rail & Ferry Company – Customer Relations, Refunds and Compensation Department',
    address: 'refunds@northern-rail-ferry.example',
    subject: ({ number }) => `Your claim ${number} has been approved`,
    text: ({ amount, day }) =>
      `Dear customer,\n\nWe are sorry that your crossing was late. A refund of €${amount}.50 is on its way and should reach your account by ${day}.\n\nCustomer Relations`,
  },
  {
    name: 'Kwame Asante',
    address: 'kwame@asante-family.example',
    subject: () => 'Photos from the lake 📷',
    text: ({ number }) =>
      `They came out lovely, even the one where Ama falls in. I put all ${number.slice(0, 2)} of them in the shared album.\n\nShall we do it again in spring?\n\nKwame`,
  },
  {
    name: 'Greenway Bikes',
    address: 'workshop@greenway-bikes.example',
    subject: ({ number }) => `Repair ${number}: your bike is ready`,
    text: ({ amount, hour }) =>
      `Good news: new brake pads, a trued rear wheel, and the squeak is gone. That comes to €${amount}. We are open until ${hour}:30 today.`,
  },
  {
    name: '',
    address: 'alerts@status.example',
    subject: ({ number }) => `[Resolved] Incident ${number}: slow uploads`,
    text: ({ hour }) =>
      `The incident was resolved at ${hour}:12. Uploads were slow for some people for 38 minutes; nothing was lost. A full report follows within five working days.`,
  },
  {
    name: 'Maya Lindqvist',
    address: 'maya.lindqvist@book-club.example',
    subject: ({ day }) => `Book club moves to ${day}`,
    text: ({ hour, day }) =>
      `Hello readers,\n\nThe café is closed on our usual evening, so we meet on ${day} at ${hour}:00 at mine. We have all agreed to pretend that we finished it.\n\nMaya`,
  },
  {
    name: 'Tomás Ferreira',
    address: 'tomas@ferreira-translations.example',
    subject: ({ number }) => `Invoice ${number}`,
    text: ({ amount, day }) =>
      `Dear all,\n\nPlease find the invoice for the leaflet: €${amount * 4}, due ${day}. It was a pleasure, as always.\n\nBest wishes,\nTomás`,
  },
  {
    name: 'Riverside Dental',
    address: 'reception@riverside-dental.example',
    subject: ({ day }) => `See you on ${day}`,
    text: ({ day, hour }) =>
      `This is a reminder of your check-up on ${day} at ${hour}:45. If you need another time, let us know a day ahead.`,
  },
  {
    name: 'Priya Raman',
    address: 'priya.raman@harbour-studio.example',
    subject: () => 'Quick question about the poster',
    text: ({ hour }) =>
      `Is the green meant to be this green? I can send it to the printer by ${hour}:00 if you answer before lunch. Otherwise we keep last year’s.`,
  },
  {
    name: 'The Weekly Crumb',
    address: 'letter@weekly-crumb.example',
    subject: ({ number }) => `Issue ${number.slice(0, 3)}: a crumble that can’t go wrong`,
    text: () =>
      'This week: why cold butter matters, three apples that hold their shape, and a letter from a reader who forgot the sugar and liked it better.',
  },
  {
    name: 'Oakfield Library',
    address: 'loans@oakfield-library.example',
    subject: ({ day }) => `Two loans are due on ${day}`,
    text: ({ day }) =>
      `“A Field Guide to Clouds” and “Small Engines Explained” are due on ${day}. Nobody else is waiting, so you can renew both once more.`,
  },
  {
    name: 'Grandad',
    address: 'arthur.pell@pell-family.example',
    subject: () => 'Chess: your move',
    text: ({ hour }) =>
      `Knight to f6. Take your time, I am out in the garden until ${hour}:00 anyway.\n\nThe tomatoes are coming along. Grandma says hello.`,
  },
  {
    name: 'Allotment Committee',
    address: 'committee@allotments.example',
    subject: ({ day }) => `Compost delivery on ${day} <bring a wheelbarrow>`,
    text: ({ hour, day }) =>
      `Six tonnes & counting. The lorry comes on ${day} at ${hour}:00; bring a wheelbarrow, gloves and, if you can, cake.`,
  },
];
