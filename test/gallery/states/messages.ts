import type { FullMessage } from '../../../src/gateway/mailbox/mailbox';

const LOGO =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAALQAAAA8CAIAAABATAfQAAAAqElEQVR4nO3SMQ0AIADAMIQhDDlIxQC74WhSATs21txwNZ4X8C1zkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBMgfJHCRzkMxBOm0XCwk4y4fVAAAAAElFTkSuQmCC';

const LONG_ADDRESS = `https://shop.example/track/${'a9f3kQ'.repeat(50)}`;

const product = (name: string, price: string) =>
  `<td width="200"><img src="https://shop.example/${name}.jpg" width="180" alt="${name}"><br><b>${name}</b><br>${price}<br><a href="https://shop.example/${name}">Order</a></td>`;

const NEWSLETTER = `<body bgcolor="#eeeeee"><div style="display:none">Not to be seen</div>
<table width="100%"><tr><td align="center"><table width="600"><tr><td>
<table width="600"><tr><td><img src="cid:logo" width="180" height="60" alt="Mirabelle"></td>
<td align="right"><a href="https://shop.example/view">View in browser</a></td></tr></table>
<table width="600"><tr><td><img src="https://shop.example/hero.jpg" width="600" alt="A table laid for winter"></td></tr>
<tr><td style="padding:20px"><h1 style="font-size:40px">The winter catalogue is here</h1>
<p>The evenings are long again. Here are <b>three things</b> that we like, and <a href="${LONG_ADDRESS}">one that we love</a>.</p></td></tr></table>
<table width="600"><tr>${product('Jam', '€ 6.50')}${product('Honey', '€ 11.20')}${product('Tea', '€ 4.90')}</tr></table>
</td></tr></table></td></tr></table>
<img src="https://shop.example/open.gif" width="1" height="1"></body>`;

const WIDE = `<p>See ${LONG_ADDRESS}</p>
<table><tr><th>Reference</th><th>Pieces</th><th>Where</th><th>Price</th></tr>
<tr><td>AB-1234</td><td>2</td><td>${LONG_ADDRESS}</td><td>€ 12.00</td></tr></table>
<pre>${'sum(a,b);'.repeat(12)}</pre>
<blockquote><p>On Monday, Ann wrote:</p><blockquote>And before that, Ben.</blockquote></blockquote>
<ul><li>One</li><li>Two<ol><li>A</li></ol></li></ul>`;

const ARABIC = `<div dir="rtl"><h2>وصلت الكتب الجديدة</h2>
<p>مرحبًا، يسعدنا أن نخبرك بأن <a href="https://books.example/">ثلاثة كتب</a> قد وصلت.</p>
<table><tr><th>العنوان</th><th>السعر</th></tr><tr><td>موسم الهجرة إلى الشمال</td><td>12 $</td></tr></table></div>`;

const PLAIN = `Hello,

the notes are at https://wiki.example/notes (see https://wiki.example/Mail_(post)).

  * indented

> Will you come?

--${' '}
Ann`;

export const MESSAGES: Readonly<Record<string, Partial<FullMessage>>> = {
  newsletter: { html: NEWSLETTER, text: 'The winter catalogue is here', pictures: new Map([['logo', LOGO]]) },
  wide: { subject: `Re: ${LONG_ADDRESS}`, html: WIDE, cut: true },
  arabic: {
    from: { name: 'مكتبة النيل', address: 'info@books.example' },
    subject: 'كتب جديدة هذا الأسبوع',
    html: ARABIC,
    attachments: [{ name: 'فاتورة.pdf', type: 'application/pdf', bytes: 234_567 }],
  },
  plain: {
    text: PLAIN,
    attachments: [
      { name: 'Minutes of the meeting on Monday.pdf', type: 'application/pdf', bytes: 843_211 },
      { name: '', type: 'image/heic', bytes: 5_300_000 },
    ],
  },
  empty: { subject: '' },
};
