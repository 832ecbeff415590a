import type { ExpectedMails } from './expected';

const BARRY = '"Barry A. Warsaw" <barry@python.org>';
const BARRY_WARSAW = 'Barry Warsaw <barry@python.org>';
const DINGUS = 'Barry <barry@digicool.com>';
const JOHN = '"John X. Doe" <bbb@ddd.com>';
const LIKE = 'Hi, Do you like this message? -Me';

/** The mails of Python's test suite, many of them broken, and of SpamAssassin's documentation. */
export const PYTHON_MAILS: ExpectedMails = {
  'msg_01.txt': [JOHN, 'This is a test message', LIKE],
  'msg_02.txt': [
    'ppp-request@zzz.org',
    'Ppp digest, Vol 1 #2 - 5 msgs',
    'Send Ppp mailing list submissions to ppp@zzz.org To subscribe or unsubscribe via the World Wide Web, visit http://www.zzz.org/mailman/listinfo/ppp or, via email, send a message with subject or body…',
  ],
  'msg_03.txt': [JOHN, 'This is a test message', LIKE],
  'msg_04.txt': [BARRY, 'a simple multipart', 'a simple kind of mirror to reflect upon our own'],
  'msg_05.txt': ['foo', 'bar', 'Yadda yadda yadda'],
  'msg_06.txt': [BARRY, 'forwarded message from Barry A. Warsaw', 'testing'],
  'msg_07.txt': [DINGUS, 'Here is your dingus fish', 'Hi there, This is the dingus fish.'],
  'msg_08.txt': [BARRY_WARSAW, 'Lyrics', ''],
  'msg_09.txt': [BARRY_WARSAW, 'Lyrics', ''],
  'msg_10.txt': [
    BARRY_WARSAW,
    'Lyrics',
    'This is a 7bit encoded message. ¡This is a Quoted Printable encoded message!…',
  ],
  'msg_11.txt': ['', 'The enclosing message', 'An enclosed message Here is the body of the message.'],
  'msg_12.txt': [BARRY_WARSAW, 'Lyrics', ''],
  'msg_12a.txt': [BARRY_WARSAW, 'Lyrics', ''],
  'msg_13.txt': [DINGUS, 'Here is your dingus fish', 'A text/plain part Hi there, This is the dingus fish.'],
  'msg_14.txt': [
    JOHN,
    'This is a test message',
    "Hi, I'm sorry but I'm using a drainbread ISP, which although big and wealthy can't seem to generate standard compliant email. :( This message has a Content-Type: header with no subtype. I hope you can…",
  ],
  'msg_15.txt': ['xx@xx.dk', 'XX', 'Some removed test.'],
  'msg_16.txt': [
    'Internet Mail Delivery <postmaster@ucla.edu>',
    'Delivery Notification: Delivery has failed',
    'This report relates to a message you sent with the following header fields: Your message cannot be delivered to the following recipients: Recipient address: jangel1@cougar.noc.ucla.edu Reason:…',
  ],
  'msg_17.txt': [
    DINGUS,
    'Here is your dingus fish',
    'Hi there, This is the dingus fish. [Non-text (image/gif) part of message omitted, filename dingusfish.gif]',
  ],
  'msg_18.txt': ['', '', ''],
  // Servers take the first paragraph for headers.
  'msg_19.txt': [
    '',
    '',
    "To subscribe or unsubscribe via the World Wide Web, visit http://www.zzz.org/mailman/listinfo/ppp or, via email, send a message with subject or body 'help' to ppp-request@zzz.org…",
  ],
  'msg_20.txt': [JOHN, 'This is a test message', LIKE],
  'msg_21.txt': ['aperson@dom.ain', 'Test', 'One Two'],
  'msg_22.txt': ['b@example.com', '', 'Text text text.'],
  'msg_23.txt': ['aperson@dom.ain', '', 'A message part'],
  'msg_24.txt': ['bperson@dom.ain', 'A subject', ''],
  'msg_25.txt': [
    'Mail Delivery Subsystem <MAILER-DAEMON@zinfandel.lacita.com>',
    'Returned mail: Too many hops 19 (17 max): from <linuxuser-admin@www.linux.org.uk> via [199.164.235.226], to <scoffman@wellpartner.com>',
    'This is a MIME-encapsulated message The original message was received at Fri, 6 Apr 2001 09:23:03 -0800 (GMT-0800) from [199.164.235.226] <scoffman@wellpartner.com> (unrecoverable error)…',
  ],
  'msg_26.txt': [
    'Father Time <father.time@xcar.wooster.local>',
    'IMAP file test',
    'Simple email with attachment.',
  ],
  'msg_27.txt': [
    '"Anne P. Erson" <aperson@dom.ain>',
    'bug demonstration 12345678911234567892123456789312345678941234567895123456789612345678971234567898112345678911234567892123456789112345678911234567892123456789 more text',
    'test',
  ],
  'msg_28.txt': ['aperson@dom.ain', '', 'ee message 1'],
  'msg_29.txt': [JOHN, 'This is a test message', LIKE],
  'msg_30.txt': ['aperson@dom.ain', '', 'ee message 1'],
  'msg_31.txt': ['aperson@dom.ain', '', 'message 1 message 2'],
  'msg_32.txt': [
    'Anne Person <aperson@example.com>',
    'Re: Limiting Perl CPU Utilization...',
    'Some message.',
  ],
  'msg_33.txt': [
    'Anne Person <aperson@example.com>',
    'Re: Limiting Perl CPU Utilization...',
    'part 1 part 2',
  ],
  'msg_34.txt': [
    'aperson@dom.ain',
    '',
    'This is a text plain part that is counter to recommended practice in RFC 2046, $5.1.5, but is not illegal',
  ],
  // There is no empty line between headers and text: servers take all of it for headers.
  'msg_35.txt': ['aperson@dom.ain', "here's something interesting", ''],
  'msg_36.txt': ['Internet-Drafts@ietf.org', 'I-D ACTION:draft-ietf-mboned-mix-00.txt', 'Blah blah blah'],
  'msg_37.txt': ['', '', 'Blah'],
  'msg_38.txt': [
    '',
    '',
    'Unlike the test test_nested-multiples-with-internal-boundary, this piece of text not only contains the outer boundary tags',
  ],
  'msg_39.txt': ['', '', "It's never too late to have a happy childhood."],
  'msg_40.txt': ['', '', ''],
  'msg_41.txt': ['Allison Dunlap <xxx@example.com>', '64423', 'Blah blah blah'],
  'msg_42.txt': ['Mail Delivery Subsystem <xxx@example.com>', '', 'Stuff'],
  'msg_43.txt': [
    'MAILER DAEMON',
    'Banned file: auto__mail.python.bat in mail from you',
    'BANNED FILENAME ALERT Your message to: xxxxxxx@dot.ca.gov, xxxxxxxxxxxxx@dot.ca.gov, xxxxxxxxxx@dot.ca.gov,…',
  ],
  'msg_44.txt': [BARRY, 'a simple multipart', 'a simple kind of mirror to reflect upon our own'],
  'msg_45.txt': ['foo@bar.baz', 'test', 'This is the signed contents.'],
  'msg_46.txt': [
    'Sender <sender@example.net>',
    'GroupwiseForwardingTest',
    'GroupwiseForwardingTest Testing email forwarding with Groupwise 1.2.2010',
  ],
  'sample-nonspam.txt': [
    'Keith Dawson <dawson@world.std.com>',
    'TBTF ping for 2001-04-20: Reviving',
    'TBTF ping for 2001-04-20: Reviving T a s t y B i t s f r o m t h e T e c h n o l o g y F r o n t Timely news of the bellwethers in computer and communications technology that will affect electronic…',
  ],
  'sample-spam.txt': [
    'Sender <sender@example.net>',
    'Test spam mail (GTUBE)',
    'This is the GTUBE, the Generic Test for Unsolicited Bulk Email If your spam filter supports it, the GTUBE provides a test by which you can verify that the filter is installed correctly and is…',
  ],
};
