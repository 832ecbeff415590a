import type { ExpectedMails } from './expected';

const ALEX = 'Alex Botero-Lowry <alex.boterolowry@gmail.com>';
const ALEXANDER = 'Alexander Botero-Lowry <alex.boterolowry@gmail.com>';
const CARL = 'Carl Worth <cworth@cworth.org>';
const GHOST = 'via RT <rt-xxx@xxxxxxx-xxxxxxxxxxxxxxxxx-xxxxxxxxx-xxxxxxxxx.de>';
const JAN = 'Jan Janak <jan@ryngle.com>';
const KEITH = 'Keith Packard <keithp@keithp.com>';
const LARS = 'Lars Kellogg-Stedman <lars@seas.harvard.edu>';
const MIKHAIL = 'Mikhail Gusarov <dottedmag@dottedmag.net>';
const ALICE = 'Alice Lovelace <alice@smime.example>';
const SUITE = 'test_suite@notmuchmail.org';

/** Mails in notmuch's source that a person has read: lists, replies, patches, OpenPGP and S/MIME. */
export const NOTMUCH_MAILS: ExpectedMails = {
  'default/01:2,': [
    MIKHAIL,
    '[notmuch] [PATCH 1/2] Close message file after parsing message headers',
    'Keeping unused files open helps to see "Too many open files" often. Signed-off-by: Mikhail Gusarov <dottedmag at dottedmag.net>…',
  ],
  'default/02:2,': [
    MIKHAIL,
    '[notmuch] [PATCH 2/2] Include <stdint.h> to get uint32_t in C++ file with gcc 4.4',
    'Signed-off-by: Mikhail Gusarov <dottedmag at dottedmag.net>…',
  ],
  'default/bar/17:2,': [
    'Israel Herraiz <isra@herraiz.org>',
    '[notmuch] New to the list',
    'Hi all, I have subscribed to the list. As suggested by the welcome message, I am introducing myself. My name is Israel Herraiz, and I have done a couple of contributions to Sup, the probably…',
  ],
  'default/bar/18:2,': [
    'Aron Griffis <agriffis@n01se.net>',
    '[notmuch] archive',
    "Just subscribed, I'd like to catch up on the previous postings, but the archive link seems to be bogus? Thanks, Aron",
  ],
  'default/bar/baz/05:2,': [
    ALEX,
    '[notmuch] preliminary FreeBSD support',
    "I saw the announcement this morning, and was very excited, as I had been hoping sup would be turned into a library, since I like the concept more than the UI (I'd rather an emacs interface).…",
  ],
  'default/bar/baz/23:2,': [
    LARS,
    '[notmuch] "notmuch help" outputs to stderr?',
    "I'm just noticing that 'notmuch help ...' outputs to stderr, which isn't terribly intuitive. For example, the obvious invocation: notmuch help | less ...isn't terribly helpful. I've attached a patch…",
  ],
  'default/bar/baz/24:2,': [
    LARS,
    'Re: [notmuch] "notmuch help" outputs to stderr?',
    "Whoops, missed a couple of stderr's in that last patch. New one attached. I've attached a patch that lets usage() take a FILE * argument so that you can output to stderr in response to usage errors…",
  ],
  'default/bar/baz/cur/25:2,': [
    'Stewart Smith <stewart@flamingspork.com>',
    '[notmuch] [PATCH] Fix linking with gcc to use g++ to link in C++ libs.',
    'Previously, Ubuntu 9.10, gcc 4.4.1 was getting: ccache gcc `pkg-config --libs glib-2.0 gmime-2.4 talloc` `xapian-config --libs` notmuch.o…',
  ],
  'default/bar/baz/new/27:2,': [
    KEITH,
    '[notmuch] New to the list',
    'We\'ve tried to clone much of the sup UI inside emacs, including the inbox and threaded message presentation. Of course, we had to "improve" it a bit, as much due to the differences between curses and…',
  ],
  'default/bar/baz/new/28:2,': [
    KEITH,
    '[notmuch] Introducing myself',
    "Sup certainly started a lot of people thinking... Easier than that, notmuch (and sup too), provide a 'dump' command which just lists all of the message IDs and their associated tags.…",
  ],
  'default/bar/cur/19:2,': [
    'Ingmar Vanhassel <ingmar@exherbo.org>',
    '[notmuch] [PATCH] Typsos',
    '--- Makefile | 4 ++-- README | 6 +++--- gmime-filter-reply.h | 2 +-…',
  ],
  'default/bar/cur/20:2,': [
    'Adrian Perez de Castro <aperez@igalia.com>',
    '[notmuch] Introducing myself',
    'Hello to all, I have just heard about Not Much today in some random Linux-related news site (LWN?), my name is Adrian Perez and I work as systems administrator (although I can do some code as well…',
  ],
  'default/bar/new/21:2,': [
    ALEX,
    '[notmuch] [PATCH] Error out if no query is supplied to search instead of going into an infinite loop',
    'In this case error out when no query is supplied. There seems to be an infinite-loop casued by i think notmuch_query_search_threads having an exception: A Xapian exception occurred:…',
  ],
  'default/bar/new/22:2,': [
    LARS,
    'Re: [notmuch] Working with Maildir storage?',
    "The version of lib/messages.cc in your repo doesn't build because it's missing \"#include <stdint.h>\" (for the uint32_t on line 466). I've also pushed a slightly more complicated (and complete) fix…",
  ],
  'default/cur/29:2,': [
    KEITH,
    '[notmuch] archive',
    "Yeah, the archive appears broken and will need to wait until Carl arrives in Barcelona to get fixed. Just subscribed, I'd like to catch up on the previous postings, but the archive link…",
  ],
  'default/cur/33:2,': [
    'Rolland Santimano <rollandsantimano@yahoo.com>',
    '[notmuch] Link to mailing list archives ?',
    'The link[1] provided on the list page[2] is broken: [1] notmuchmail.org [2] notmuchmail.org',
  ],
  'default/cur/34:2,': [
    ALEXANDER,
    '[notmuch] Mac OS X/Darwin compatibility issues',
    "I got that too. I presume it's newly supported in GCC4.4? strndup from V8: char* strndup(char* str, size_t n) {…",
  ],
  'default/cur/35:2,': [
    'Jjgod Jiang <gzjjgod@gmail.com>',
    '[notmuch] Mac OS X/Darwin compatibility issues',
    "Hi, It seems even _GNU_SOURCE is defined, getline is still not present. the C lib in Mac OS X simply doesn't have it. See also [1]. - Jiang…",
  ],
  'default/cur/36:2,': [
    ALEXANDER,
    '[notmuch] Mac OS X/Darwin compatibility issues',
    "Alas. Since it's ostensibly based on the FreeBSD one, I figured there was a chance that would fix the problem. :/…",
  ],
  'default/cur/37:2,': [
    ALEXANDER,
    '[notmuch] request for pull',
    "The following changes since commit e8c9c3e6a534fc6c2919c2c1de63cea7250eb488: Ingmar Vanhassel (1): Makefile: Manual pages shouldn't be executable are available in the git repository at:…",
  ],
  'default/cur/39:2,': [
    ALEXANDER,
    '[notmuch] [PATCH] Create a default notmuch-show-hook that highlights URLs and uses word-wrap',
    'Yes, hooks should be added for search as well. :) visual-line-mode turns out to make subject look pretty ugly if there is a continuation.…',
  ],
  'default/cur/42:2,': [
    CARL,
    "[notmuch] [PATCH] Make notmuch-show 'X' (and 'x') commands remove inbox (and unread) tags",
    "I don't like this---but that's because I use 'x' precisely *because* it preserves these tags. Otherwise, you might as well just remove inbox and unread as soon as the message is…",
  ],
  'default/cur/43:2,': [
    CARL,
    '[notmuch] archive',
    'Fixed it in transit in Frankfurt---with only moments to spare on my battery and no outlets in sight. Thanks for the report, Aron. And welcome to notmuch! -Carl (who wants to reply to a lot more mail,…',
  ],
  'default/cur/48:2,': [
    CARL,
    '[notmuch] [PATCH] Typsos',
    "Yikes. That's a lot of typos. Thanks Ingmar, for cleaning up after my sloppy keyboarding. Pushed. -Carl 17 files changed, 30 insertions(+), 30 deletions(-)",
  ],
  'default/cur/52:2,': [
    'François Boulogne <boulogne.f@gmail.com>',
    'Re: [aur-general] Guidelines: cp, mkdir vs install',
    'Thank you Allan…',
  ],
  'default/cur/53:2,': [
    'Olivier Berger <olivier.berger@it-sudparis.eu>',
    'Essai accentué',
    'Du texte accentué pour ça ... à la bonne heure ! Olivier BERGER www-public.it-sudparis.eu - OpenPGP-Id: 2048R/5819D7E8 Ingenieur Recherche - Dept INF Institut TELECOM, SudParis…',
  ],
  'default/foo/06:2,': [
    CARL,
    '[notmuch] preliminary FreeBSD support',
    "Hi Alex, That's great! It's good to hear that there are like-minded people out there. I hope that Notmuch will be useful for you. Thanks for the patch. As we discussed in IRC[*], we should probably…",
  ],
  'default/foo/baz/12:2,': [
    KEITH,
    '[notmuch] Working with Maildir storage?',
    "I've also pushed a slightly more complicated (and complete) fix to my private notmuch repository git://keithp.com/git/notmuch Oops. Looks like Carl's mail server is broken.…",
  ],
  'default/foo/baz/new/15:2,': [
    JAN,
    '[notmuch] What a great idea!',
    'Hello, First of all, notmuch is a wonderful idea, both the cmdline tool and the emacs interface! Thanks a lot for writing it, I was really excited when I read the announcement today.…',
  ],
  'default/foo/baz/new/16:2,': [
    JAN,
    '[notmuch] What a great idea!',
    'Sorry, wrong URL, the correct one is: http://orgmode.org -- Jan Hello, First of all, notmuch is a wonderful idea, both the cmdline tool and the emacs interface!…',
  ],
  'default/foo/cur/07:2,': [
    CARL,
    '[notmuch] [PATCH 1/2] Close message file after parsing message headers',
    "Hi Mikhail, Welcome to notmuch, and thanks for these patches! I've pushed both of them out now. Keith ran into the same problem…",
  ],
  'default/foo/cur/08:2,': [
    LARS,
    'Re: [notmuch] Working with Maildir storage?',
    "Is the list archived anywhere? The obvious archives aren't available, and I think I subscribed too late to get the patch (I only just saw the discussion about it). It doesn't look like the patch is in…",
  ],
  'default/foo/new/03:2,': [
    LARS,
    '[notmuch] Working with Maildir storage?',
    "I saw the LWN article and decided to take a look at notmuch. I'm currently using mutt and mairix to index and read a collection of Maildir mail folders (around 40,000 messages total). notmuch indexed…",
  ],
  'default/foo/new/09:2,': [
    MIKHAIL,
    '[notmuch] Working with Maildir storage?',
    "Just has been pushed Is the list archived anywhere? The obvious archives aren't available, and I think I subscribed too late to get the patch…",
  ],
  'default/foo/new/10:2,': [
    MIKHAIL,
    '[notmuch] [PATCH] Handle rename of message file',
    'If message file has been renamed, just update filename in the DB. Signed-off-by: Mikhail Gusarov <dottedmag at dottedmag.net>…',
  ],
  'default/new/04:2,': [
    MIKHAIL,
    'Re: [notmuch] Working with Maildir storage?',
    'See the patch just posted here. Resulted in 4604 lines of errors along the lines of: Error opening…',
  ],
  'duplicate/msg-1-1:2,': [
    'Anton Gladky <gladky.anton@gmail.com>',
    '[87ea161] Fix for Bug#691896 committed to git',
    'tags 691896 + pending thanks Hello, The following change has been committed for this bug by Anton Gladky <gladky.anton@gmail.com> on Wed, 31 Oct 2012 08:16:42 +0100.…',
  ],
  'duplicate/msg-2-1:2,': [
    'David Bremner <bremner@debian.org>',
    "Re: Bug#695159: debian-el: Shouldn't put downloaded bugs loose in ~/",
    'Control: severity -1 minor Control: tag -1 moreinfo Hi Samuel There is already a variable "debian-bug-download-directory" which can be customized. Is there an obviously better default?…',
  ],
  'duplicate/msg-3-1:2,': [
    'Sean Whitton <spwhitton@spwhitton.name>',
    "[Pkg-emacsen-addons] Bug#916805: Increase severity to 'serious'",
    'control: severity -1 serious Hello, Emacs 26.1 has reached Debian unstable (sooner than expected; sorry for all the e-mails).…',
  ],
  'duplicate/msg-3-3:2,': [
    'Sean Whitton <spwhitton@spwhitton.name>',
    "Bug#916807: Increase severity to 'serious'",
    'control: severity -1 serious Hello, Emacs 26.1 has reached Debian unstable (sooner than expected; sorry for all the e-mails). Sean Whitton',
  ],
  'threading/ghost-root/1529425589.M615261P21663.len:2,S': [
    'Gregor Zattler <g.zattler@xxxxxxx-xxxxxxxxx.de>',
    'FYI: xxxx xxxxxxx xxxxxxxxxxxx xxx',
    '',
  ],
  'threading/ghost-root/1532672447.R3166642290392477575.len:2,S': [
    GHOST,
    '[support.xxxxxxxxxxx-xxxxxxxxx-xxxxxxxxx.de #33575] AutoReply: FYI: xxxx xxxxxxx xxxxxxxxxxxx xxx',
    '',
  ],
  'threading/ghost-root/1532672447.R6968667928580738175.len:2,S': [
    GHOST,
    '[support.xxxxxxxxxxx-xxxxxxxxx-xxxxxxxxx.de #33575] Resolved: FYI: xxxx xxxxxxx xxxxxxxxxxxx xxx',
    'According to our records, your request has been resolved. If you have any further questions or concerns, please respond to this message.',
  ],
  'threading/ghost-root/child': ['Alice <alice@example.org>', 'child message', ''],
  'threading/parent-priority/cur/child': [
    'Alice <alice@example.org>',
    'child message',
    'This is a normal-ish reply, and has both a references header and an in-reply-to header.',
  ],
  'broken/broken-cc': ['Alice <alice@example.org>', 'wowsers!', 'Note the Cc: and cc: headers.'],
  'broken/loop/loop-12': [
    'Alice <alice@example.org>',
    'referencing in-reply-to-loop-21',
    'Note Message-ID and In-Reply-To: in file in-reply-to-loop-21',
  ],
  'attachment/x-gtar-compressed.eml': [
    'Antoine Beaupré <anarcat@orangeseeds.org>',
    'Re: bug: "no top level messages" crash on Zen email loops',
    'And obviously I forget the frigging attachment. PS: don\'t we have a "you forgot to actually attach the damn file" plugin when we detect the word "attachment" and there\'s no attach? :p',
  ],
  'crypto/basic-encrypted.eml': [SUITE, 'Here is the password', 'Encrypted message'],
  'crypto/encrypted-rfc822-attachment': [
    'Notmuch test suite <test_suite@notmuchmail.org>',
    'testing encrypted rfc822 attachments',
    'Encrypted message',
  ],
  'html/attribute-text': ['David Bremner <david@example.net>', 'test html attachment', 'hunter2'],
  'html/embedded-image': [
    'malmoborg <daemon@lublin.se>',
    'Tack alla trafikanter och fotgängare!',
    'Malmö 2016-07-09 I skrivande stund är vi i färd med att avetablera vår entreprenad på Tigern 3, Regementsgatan 6 i Malmö. Fastigheten har genomgått ett större…',
  ],
  'indexing/mbox-attachment.eml': [
    'David Bremner <david@tethera.net>',
    'Re: [RFC PATCH v2 12/12] emacs: whitespace cleanup for keybindings',
    'I figured out the race condition in the tests. The previous test was still running when the failing test started, the joys of using a shared emacs for running all of the tests in one file.…',
  ],
  'mangling/mixed-up.eml': [SUITE, 'Here is the password', 'Encrypted message'],
  'pkcs7/smime-onepart-signed.eml': [
    ALICE,
    'The FooCorp contract',
    'Bob, we need to cancel this contract. Please start the necessary processes to make that happen today. Thanks, Alice Alice Lovelace President OpenPGP Example Corp',
  ],
  'protected-headers/double-wrapped-with-phony-protected-header.eml': [
    SUITE,
    'Subject Unavailable',
    'Encrypted message',
  ],
  'protected-headers/signed-protected-header.eml': [
    SUITE,
    'This is a signed message',
    'Here is the signed message body.',
  ],
  'protected-headers/smime-enc+legacy-disp.eml': [ALICE, '...', 'Encrypted message'],
  'protected-headers/smime-multipart-signed.eml': [
    ALICE,
    'The FooCorp contract',
    "Bob, we need to cancel this contract. Please start the necessary processes to make that happen today. (this is the 'smime-multipart-signed' message) Thanks, Alice Alice Lovelace President…",
  ],
  'protected-headers/smime-onepart-signed.eml': [
    ALICE,
    'The FooCorp contract',
    "Bob, we need to cancel this contract. Please start the necessary processes to make that happen today. (this is the 'smime-onepart-signed' message) Thanks, Alice Alice Lovelace President…",
  ],
  'protected-headers/subjectless-protected-header.eml': [SUITE, '', 'Encrypted message'],
  'protected-headers/wrapped-protected-header.eml': [
    SUITE,
    '[mailing-list] Subject Unavailable',
    'Encrypted message…',
  ],
};
