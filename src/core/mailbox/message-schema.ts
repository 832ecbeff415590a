import { isText, LAST_MOMENT, numberIn, objectOf } from '../store/schema';

/** ms since 1970, in the range of `Date`. */
export const isTime = numberIn(-LAST_MOMENT, LAST_MOMENT);

export const isMessage = objectOf(
  {
    id: isText,
    serverId: isText,
    from: objectOf({ name: isText, address: isText }),
    subject: isText,
    beginning: isText,
  },
  { messageId: isText, date: isTime, link: isText },
);
