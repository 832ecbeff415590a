import type { Texts } from './en';
import { createPlural } from './plural';

const plural = createPlural('ro');

export const ro: Texts = {
  home: {
    title: 'Pasarela Facteur',
    lead: 'Acest program răspunde la API-ul Personal Messages, pentru ca extensia Facteur să vă poată anunța când primiți mesaje noi.',
    addresses: 'Adrese pentru extensie',
    hint: 'Extensia le cere în setările sale. Selectați una și copiați-o.',
    openMail: 'Deschideți căsuța poștală',
  },
  field: {
    api: 'Adresa API-ului',
    signInPage: 'Pagina de autentificare',
    webmail: 'Adresa webmailului',
    token: 'Token',
  },
  signIn: {
    title: 'Autentificare',
    lead: 'Autentificați-vă în căsuța dumneavoastră poștală.',
    forExtension:
      'Autentificați-vă pentru ca Facteur să vă poată vedea căsuța poștală. Veți putea alege ulterior ce vede.',
    user: 'Nume de utilizator',
    password: 'Parolă',
    submit: 'Autentificare',
    cancel: 'Anulare',
    wrong: 'Numele de utilizator și parola nu se potrivesc. Verificați-le pe amândouă și încercați din nou.',
    demo: 'Aceasta este o căsuță demonstrativă. Numele de utilizator este „demo”, iar parola la fel.',
    out: 'Deconectare',
    wait: duration =>
      `Prea multe încercări au eșuat, așa că aceasta nu a fost verificată. Încercați din nou peste ${duration}.`,
  },
  token: {
    title: 'Autentificare reușită',
    lead: 'Copiați aceste două texte în setările extensiei.',
    secret: 'Oricine are tokenul vă poate vedea căsuța poștală la fel ca extensia. Nu îl dați nimănui.',
    home: 'Pagina principală',
  },
  privacy: {
    title: 'Ce vede Facteur',
    lead: 'Dumneavoastră hotărâți ce îi comunică lui Facteur căsuța poștală și vă puteți răzgândi oricând.',
    legend: 'Facteur poate vedea',
    save: 'Salvați alegerea',
    refuse: 'Refuzați tot',
    saved: 'Alegerea dumneavoastră a fost salvată.',
    refused:
      'Ați refuzat tot: Facteur nu vede nimic din această căsuță. Salvați o alegere pentru a-i da din nou acces.',
    back: 'Apoi veți reveni la Facteur.',
    withholding: 'Ce nu este bifat nu se comunică. Facteur află că lipsește ceva, dar nu și de ce.',
  },
  info: {
    NoEMails: 'Numărul de e-mailuri',
    NoUnReadMails: 'Numărul de e-mailuri necitite',
    NoSMS: 'Numărul de SMS-uri necitite',
    EmailsLastNDetailed: 'Rezumatul ultimelor e-mailuri necitite: expeditor, dată, subiect, primele cuvinte',
  },
  mail: {
    title: 'Căsuța poștală',
    unread: 'Necitit',
    noSubject: 'Fără subiect',
    empty: 'Încă nu aveți mesaje.',
    privacy: 'Ce vede Facteur',
    back: 'Înapoi la căsuța poștală',
    from: 'De la',
    date: 'Data',
    count: (unread, emails) =>
      `${plural(unread, {
        one: '# e-mail necitit',
        few: '# e-mailuri necitite',
        other: '# de e-mailuri necitite',
      })} din ${plural(emails, { other: '#' })}`,
    sms: count =>
      plural(count, {
        one: '# SMS necitit',
        few: '# SMS-uri necitite',
        other: '# de SMS-uri necitite',
      }),
  },
  message: {
    read: 'Citit',
    markRead: 'Marcați ca citit',
    formatted: 'Cu formatare',
    plain: 'Text simplu',
    pictures:
      'Imaginile din alte surse nu sunt încărcate, pentru că expeditorul lor ar afla că ați citit acest mesaj.',
    showPictures: 'Afișați imaginile',
    cut: 'Acest mesaj este mai lung decât ce se afișează aici.',
    noText: 'Acest mesaj nu conține text.',
    attachments: 'Fișiere atașate',
    inWebmail: 'Le puteți deschide în webmail.',
    openWebmail: 'Deschideți webmailul',
  },
  error: {
    home: 'Pagina principală',
    signIn: 'Autentificare',
    notFound: {
      title: 'Nu este nimic aici',
      lead: 'Această adresă nu duce nicăieri. Pe pagina principală sunt cele care duc undeva.',
    },
    noMessage: {
      title: 'Acest mesaj nu mai există',
      lead: 'Poate a fost șters între timp sau căsuța demonstrativă a fost repornită și are acum alte mesaje.',
    },
    wrongMethod: { title: 'Nu așa', lead: 'Această pagină nu poate fi cerută în acest fel.' },
    badForm: {
      title: 'Formularul nu poate fi citit',
      lead: 'Întoarceți-vă, reîncărcați pagina și trimiteți din nou formularul.',
    },
    oldForm: {
      title: 'Formularul este prea vechi',
      lead: 'Între timp, cineva s-a autentificat sau s-a deconectat în acest browser ori acesta nu păstrează cookie-urile paginii. Întoarceți-vă, reîncărcați pagina și încercați din nou.',
    },
    foreignForm: {
      title: 'Formularul vine din altă parte',
      lead: 'L-a trimis alt site, așa că nu s-a făcut nimic. Dacă asta doreați, folosiți paginile pasarelei.',
    },
    badReturn: {
      title: 'Nu aveți unde să reveniți',
      lead: 'Adresa de revenire nu este a unei extensii de browser, așa că nu a fost autentificat nimeni. Începeți din nou din extensie.',
    },
    unpinned: {
      title: 'Nu pentru această extensie',
      lead: 'Cine administrează această pasarelă a ales ce extensii de browser se pot autentifica, iar aceasta nu este printre ele, așa că nu a fost autentificat nimeni. Cereți-i să o adauge.',
    },
    badKey: {
      title: 'Acest link nu mai funcționează',
      lead: 'Poate că este incomplet sau mai vechi de o lună. Autentificați-vă pentru a vedea căsuța poștală.',
    },
    foreignHost: {
      title: 'Nu sub acest nume',
      lead: 'Pasarela răspunde numai la adresa pe care a afișat-o la pornire.',
    },
    unsaved: {
      title: 'Alegerea nu a fost salvată',
      lead: 'Nu a putut fi scrisă, așa că rămâne valabilă alegerea anterioară. Întoarceți-vă și încercați din nou; dacă tot nu reușiți, anunțați persoana care administrează pasarela.',
    },
    refusedPassword: {
      title: 'Serverul de e-mail refuză parola',
      lead: 'Cine administrează această pasarelă trebuie să îi dea parola corectă pentru această căsuță și să o repornească.',
    },
    unmarked: {
      title: 'Serverul de e-mail refuză să marcheze acest mesaj ca citit',
      lead: 'Rămâne necitit: poate că această pasarelă are doar drept de citire. Marcați-l în webmail sau anunțați persoana care administrează pasarela.',
    },
    unreachable: {
      title: 'Serverul de e-mail nu poate fi contactat',
      lead: 'Încercați din nou peste câteva minute.',
    },
    unexpected: {
      title: 'Ceva nu a mers',
      lead: 'Căsuța poștală nu a putut fi citită. Încercați din nou peste câteva clipe.',
    },
  },
};
