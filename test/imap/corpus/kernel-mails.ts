import type { ExpectedMails } from './expected';

const ALEXANDRE = '"Bounine, Alexandre" <Alexandre.Bounine@idt.com>';
const JEFF = 'Jeff Layton <jlayton-eUNUBHrolfbYtjvyW6yDsg@public.gmane.org>';
const DAVID_HOWELLS = 'David Howells <dhowells@redhat.com>';
const DAVID_MILLER = 'David Miller <davem@davemloft.net>';
const INGO = 'Ingo Molnar <mingo@elte.hu>';
const JOE = 'Joe Perches <joe@perches.com>';
const MARK = 'Mark Brown <broonie@opensource.wolfsonmicro.com>';
const NICOLAS = 'Nicolas de Pesloüan <nicolas.2p.debian@gmail.com>';
const RANDY = 'Randy Dunlap <rdunlap@xenotime.net>';
const STEFAN = 'Stefan Schmidt <stefan@datenfreihafen.org>';
const TIMUR = 'Timur Tabi <timur.tabi@gmail.com>';

const MAILDIR_FLAGS = 'Re: [notmuch] [PATCH 1/2] lib/message: Add function to get maildir flags.';
const INODES = 'Re: [RFC][PATCH 06/10] cifs: define inode-level cache object and register them';
const SRIO = 'Re: [PATCH v2 5/7] powerpc/85xx: Add MChk handler for SRIO port';
const CODECS = 'Re: [PATCH 44/44] sound/soc/codecs: Remove unnecessary semicolons';
const RFC = 'Re: rfc: rewrite commit subject line for subsystem maintainer preference tool';
const BUG = "Re: [PATCH] core: dev: don't call BUG() on bad input";

/** Mails of kernel lists in notmuch's source that a person has read: each way that its programs quote. */
export const KERNEL_MAILS: ExpectedMails = {
  'lkml/cur/1354585346.000260:2,': [
    STEFAN,
    '[notmuch] [PATCH 2/2] notmuch-new: Tag mails not as unread when the seen flag in the maildir is set.',
    'With the new notmuch_message_get_flags() function we can get the information if a message was already flagged as seen in maildir by another mailer or tool. This gives a more realistic picture…',
  ],
  'lkml/cur/1354585346.000265:2,': [
    'Keith Packard <keithp@keithp.com>',
    MAILDIR_FLAGS,
    "This function should interpret the flags that it finds and return a suitable set of notmuch tags. I'd suggest that 'unread' messages get both 'unread' and 'inbox' tags, as Maildir doesn't distinguish…",
  ],
  'lkml/cur/1354585346.000323:2,': [
    STEFAN,
    MAILDIR_FLAGS,
    "Hello. Thanks for the review. On a second thought the interface was really a bit ugly. :) I'm just back to my box and going through the outstanding mails shows me that Michiel Buddingh has a more…",
  ],
  'lkml/cur/1354585346.000324:2,': [
    "Michiel Buddingh' <michiel@michielbuddingh.net>",
    MAILDIR_FLAGS,
    'Apologies. In my haste to cover up my appalling and incorrect first patch, I neglected to review the archives to see if someone had already done this. Sorry for stealing your thunder. Michiel…',
  ],
  'lkml/cur/1354585346.000539:2,': [
    'Ingmar Vanhassel <ingmar@exherbo.org>',
    'Re: [notmuch] [PATCH] Makefile: Enable backslash escapes for echo.',
    'Looks right, works here with bash, dash & zsh, so: Reviewed-by: Ingmar Vanhassel <ingmar@exherbo.org> Thanks! This fixes a visual glitch during a silent compile.…',
  ],
  'lkml/cur/1354585346.000541:2,': [
    'Karl Wiberg <kha@treskal.com>',
    'Re: [notmuch] [PATCH] Makefile: Enable backslash escapes for echo.',
    'And as I said in that thread, I believe you should use printf instead. (www.in-ulm.de seems like a good reference in this matter.) I sent exactly the same patch a couple of days ago…',
  ],
  'lkml/cur/1382298587.001887:2,': [
    JEFF,
    'Re: [RFC][PATCH 02/10] cifs: guard cifsglob.h against multiple inclusion',
    'Strong ACK Acked-by: Jeff Layton <jlayton-eUNUBHrolfbYtjvyW6yDsg@public.gmane.org> Add conditional compile macros to guard the header file against multiple inclusion.…',
  ],
  'lkml/cur/1382298587.001970:2,': [
    'Suresh Jayaraman <sjayaraman-l3A5Bk7waGM@public.gmane.org>',
    'Re: [RFC][PATCH 04/10] cifs: define server-level cache index objects and register them with FS-Cache',
    "Good point. I'll fix it up when I do a respin. Thanks,…",
  ],
  'lkml/cur/1382298587.002189:2,': [
    'David Howells <dhowells-H+wXaHxf7aLQT0dZR+AlfA@public.gmane.org>',
    'Re: [RFC][PATCH 03/10] cifs: register CIFS for caching',
    'This is incorrect. You need to call cifs_fscache_unregister() if cifs_init_inodecache() fails. David…',
  ],
  'lkml/cur/1382298587.002195:2,': [
    DAVID_HOWELLS,
    'Re: [RFC][PATCH 07/10] cifs: FS-Cache page management',
    'Acked-by: David Howells <dhowells@redhat.com> Takes care of invalidation and release of FS-Cache marked pages and also invalidation of the FsCache page flag when the inode is removed.…',
  ],
  'lkml/cur/1382298587.002228:2,': [
    'Scott Lovenberg <scott.lovenberg@gmail.com>',
    'Re: [RFC][PATCH 10/10] cifs: add mount option to enable local caching',
    "I reworked the CIFS mount option parsing a while back; I'm not sure whether that patch was going to be in the 2.6.35 tree or not (the window just opened, didn't it?). Jeff, Steve, can you confirm…",
  ],
  'lkml/cur/1382298587.003118:2,': [
    'Steve French <smfrench@gmail.com>',
    INODES,
    'Yes - I have talked with MingMing and Aneesh about those (NFS may someday be able to use those too). An obstacle in the past had been that samba server stores its own fake creation time in an ndr…',
  ],
  'lkml/cur/1382298587.003171:2,': [
    'Mingming Cao <mcao@us.ibm.com>',
    INODES,
    'Not yet, The ext4 file creation time only accesable from the kernel at the moment. There were discussion to make this information avaliable via xattr before, but was rejected, since most people agree…',
  ],
  'lkml/cur/1382298587.003317:2,': [
    '"Aneesh Kumar K. V" <aneesh.kumar@linux.vnet.ibm.com>',
    INODES,
    'NFS ganesha pNFS also had a requirement for getting i_generation and inode number in userspace. So may be we should now look at updating stat or add a variant syscall that include i_generation and…',
  ],
  'lkml/cur/1382298587.004581:2,': [
    TIMUR,
    SRIO,
    "MCSR_MASK is not defined anywhere, so when I compile this code, I get this: CC arch/powerpc/sysdev/fsl_rio.o arch/powerpc/sysdev/fsl_rio.c: In function 'fsl_rio_mcheck_exception':…",
  ],
  'lkml/cur/1382298587.004582:2,': [
    TIMUR,
    SRIO,
    "Never mind. I see that it's been fixed already, and that the patch that removed MCSR_MASK was posted around the same time that this patch was posted. MCSR_MASK is not defined anywhere,…",
  ],
  'lkml/cur/1382298775.002830:2,': [
    'Michael Neuling <mikey@neuling.org>',
    SRIO,
    "I don't know what happened here but 2.6.35 is broken because of this problem: arch/powerpc/sysdev/fsl_rio.c:248: error: 'MCSR_MASK' undeclared…",
  ],
  'lkml/cur/1382298775.002978:2,': [
    ALEXANDRE,
    SRIO.replace('Re', 'RE'),
    'This happened after change to book-e definitions. There are patches that address this issue.…',
  ],
  'lkml/cur/1382298775.003976:2,': [
    'Michael Neuling <mikey@neuling.org>',
    SRIO,
    "This is still broken in Kumar's latest tree. Do you guys wanna repost them so Kumar can pick them up easily? Mikey Yang Li pointed to these patches in his post from July 23, 2010.…",
  ],
  'lkml/cur/1382298775.004363:2,': [
    'Kumar Gala <galak@kernel.crashing.org>',
    SRIO,
    "I'm looking at this now and wondering what we added the mcheck handler for in the first place and what its trying to accomplish. - k Below is a copy of Leo's message with pointers to the patches.…",
  ],
  'lkml/cur/1382298775.004374:2,': [
    ALEXANDRE,
    SRIO.replace('Re', 'RE'),
    'This protects system from hanging if RIO link fails or enters error state. In some situations following maintenance read may initiate link recovery from error state.…',
  ],
  'lkml/cur/1382298793.002253:2,': [
    JOE,
    '[PATCH 00/44] remove unnecessary semicolons',
    'ya trivial series... Joe Perches (44): arch/arm: Remove unnecessary semicolons arch/microblaze: Remove unnecessary semicolons…',
  ],
  'lkml/cur/1382298793.002267:2,': [
    JOE,
    '[PATCH 29/44] drivers/staging: Remove unnecessary semicolons',
    'Signed-off-by: Joe Perches <joe@perches.com>…',
  ],
  'lkml/cur/1382298793.002302:2,': [
    'Jack Wang <jack_wang@usish.com>',
    'RE: [PATCH 25/44] drivers/scsi/pm8001: Remove unnecessary semicolons',
    '[Jack Wang] Acked-by: Jack Wang <jack_wang@usish.com> Thanks！…',
  ],
  'lkml/cur/1382298793.002309:2,': [
    'Grant Likely <grant.likely@secretlab.ca>',
    'Re: [PATCH 28/44] drivers/spi: Remove unnecessary semicolons',
    'applied, thanks. g. Signed-off-by: Joe Perches <joe@perches.com>…',
  ],
  'lkml/cur/1382298793.002329:2,': [
    'Michal Simek <monstr@monstr.eu>',
    'Re: [PATCH 02/44] arch/microblaze: Remove unnecessary semicolons',
    'Applied. Thanks, Michal Signed-off-by: Joe Perches <joe@perches.com>…',
  ],
  'lkml/cur/1382298793.002340:2,': [
    'Sjur BRENDELAND <sjur.brandeland@stericsson.com>',
    'RE: [PATCH 39/44] include/net/caif/cfctrl.h: Remove unnecessary semicolons',
    'Looks good to me. Acked-by: Sjur Braendeland <sjur.brandeland@stericsson.com> Signed-off-by: Joe Perches <joe@perches.com>',
  ],
  'lkml/cur/1382298793.002543:2,': [
    '"Rose, Gregory V" <gregory.v.rose@intel.com>',
    'Re: [PATCH 14/44] drivers/net/ixgbe: Remove unnecessary semicolons',
    'Acked By: Greg Rose <Gregory.v.rose@intel.com>…',
  ],
  'lkml/cur/1382298793.002661:2,': [
    DAVID_MILLER,
    'Re: [PATCH 39/44] include/net/caif/cfctrl.h: Remove unnecessary semicolons',
    'Applied. Signed-off-by: Joe Perches <joe@perches.com>',
  ],
  'lkml/cur/1382298793.002665:2,': [
    MARK,
    CODECS,
    "That's not really a reason. It seems that... ...you mean that you wish to do this since it makes your life as a script author easier. I'd suggest using pattern matching to look up the rules…",
  ],
  'lkml/cur/1382298793.002666:2,': [
    DAVID_MILLER,
    'Re: [PATCH 13/44] drivers/net/e1000e: Remove unnecessary semicolons',
    'Applied.…',
  ],
  'lkml/cur/1382298793.002670:2,': [
    DAVID_MILLER,
    'Re: [PATCH 07/44] drivers/isdn: Remove unnecessary semicolons',
    'Applied. Signed-off-by: Joe Perches <joe@perches.com> To unsubscribe from this list: send the line "unsubscribe netdev" in the body of a message to majordomo@vger.kernel.org…',
  ],
  'lkml/cur/1382298793.003316:2,': [
    RANDY,
    RFC,
    "I don't know what you asked Joe to change, but asking someone to use the documented canonical patch format: <quote> The canonical patch subject line is: Subject: [PATCH 001/123] subsystem: summary…",
  ],
  'lkml/cur/1382298793.003497:2,': [
    'Stefan Richter <stefanr@s5r6.in-berlin.de>',
    RFC,
    'Why should we codify our conventions in MAINTAINERS to accommodate the specific problem of virtually a _single_ patch author? Conventions are living and are being adjusted all the time, as code…',
  ],
  'lkml/cur/1382298793.003503:2,': [
    RANDY,
    RFC,
    "OK, I can accept your summary. However, I can't tell that we are making any progress.…",
  ],
  'lkml/cur/1382298793.004059:2,': [
    'Pavel Machek <pavel@ucw.cz>',
    CODECS,
    'And I agree here. Having to learn code-style quirks for patches is bad, having to learn new changelog style for each subsystem is very bad. Pavel…',
  ],
  'lkml/cur/1382298793.004190:2,': [
    JOE,
    RFC,
    "I've changed my scripts to use this style: Subject: [PATCH] $(basename $(dirname $file)): commit desc... until a better tool is available.…",
  ],
  'lkml/cur/1382298795.000299:2,': [
    'Artem Bityutskiy <dedekind1@gmail.com>',
    'Re: [PATCH 37/44] fs/ubifs: Remove unnecessary semicolons',
    "Thanks, I'll pick this up. Signed-off-by: Joe Perches <joe@perches.com> --- fs/ubifs/scan.c | 2 +- 1 files changed, 1 insertions(+), 1 deletions(-) Best Regards, Artem Bityutskiy (Артём Битюцкий)",
  ],
  'lkml/cur/1382298795.001362:2,': [
    'Takashi Iwai <tiwai@suse.de>',
    'Re: [PATCH 43/44] sound/core/pcm_lib.c: Remove unnecessary semicolons',
    'Applied now. Thanks. Takashi Signed-off-by: Joe Perches <joe@perches.com>…',
  ],
  'lkml/cur/1382298795.002635:2,': [
    'Matthew Garrett <mjg59@srcf.ucam.org>',
    'Re: [PATCH 19/44] drivers/platform/x86: Remove unnecessary semicolons',
    'Applied, thanks. Matthew Garrett | mjg59@srcf.ucam.org',
  ],
  'lkml/cur/1382298796.001941:2,': [
    'Chris Ball <cjb@laptop.org>',
    'Re: [PATCH 11/44] drivers/mmc: Remove unnecessary semicolons',
    'Hi Joe, Pushed to mmc-next for .38, thanks. Signed-off-by: Joe Perches <joe@perches.com>…',
  ],
  'lkml/cur/1382298805.004551:2,': [
    'Justin Mattock <justinmattock-Re5JQEeQqe8AvxtiuMwx3w@public.gmane.org>',
    'bluetooth disabled with current 2.6.38-rc4',
    "maybe I missed something, but my bluetooth is just not functioning with 2.6.38-rc4(works with 2.6.37-rc4) I've done a bisect on this, but was pointed to: c0e45c1ca3162acb2e77b3d9e152ce6e7b6fa3f5 but…",
  ],
  'lkml/cur/1382298805.004638:2,': [
    INGO,
    'Re: [PATCH 5/6] x86: ifdef ioapic related function out',
    'Why not make the arch_disable_smp_support() call generic in the arch/x86/include/asm/smp.h file (via an inline helper) and thus avoid an ugly #ifdef in the .c file? Thanks, Ingo…',
  ],
  'lkml/cur/1382298805.004665:2,': [
    NICOLAS,
    BUG,
    "\"size_t strnlen(const char *s, size_t maxlen) : The strnlen() function returns strlen(s), if that is less than maxlen, or maxlen if there is no '\\0' character among the first maxlen characters pointed…",
  ],
  'lkml/cur/1382298805.004680:2,': [
    'Vasiliy Kulikov <segoon@openwall.com>',
    BUG,
    'Hi Nicolas, Ehh... Space after ")" is needed :) Not a big deal, but MO it\'s better to guard from everything that is not a good input by negating the check. strnlen() < sizeof() is OK,…',
  ],
  'lkml/cur/1382298805.004688:2,': [
    NICOLAS,
    BUG,
    'Hi Vasiliy, :-D Agreed, both cannot cause any troubles. == is supposed to be better from the API point of view, but >= is probably more readable. Nicolas.…',
  ],
  'lkml/cur/1382298805.004906:2,': [
    'Colin Cross <ccross@android.com>',
    'Re: [PATCH] ARM: vfp: Always save VFP state in vfp_pm_suspend',
    'Yes, VFP suspend is implemented with a sysdev, which is suspended after disable_nonboot_cpus. Right, will fix.…',
  ],
};
