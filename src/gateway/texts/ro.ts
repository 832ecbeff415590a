import { createPlural } from './plural';
import type { Texts } from './texts';

const plural = createPlural('ro');

export const ro: Texts = {
  home: {
    title: 'Pasarela Facteur',
    lead: 'Acest program conectează extensia Facteur la căsuța ta poștală, ca să te poată anunța când primești e-mailuri.',
    addresses: 'Adrese pentru extensie',
    hint: 'Dacă dai extensiei adresa acestei pagini, le găsește singură. Alte programe au nevoie de ele.',
    openMail: 'Deschide căsuța poștală',
    signedOut: 'Te-ai deconectat. Tokenurile care s-au încheiat nu îți mai deschid căsuța poștală.',
  },
  field: {
    api: 'Adresa API',
    signInPage: 'Pagina de conectare',
    webmail: 'Adresa webmailului',
    token: 'Token',
    copy: 'Copiază',
    copied: 'Copiat',
  },
  signIn: {
    title: 'Conectare',
    lead: 'Conectează-te la căsuța ta poștală.',
    forExtension:
      'Conectează-te pentru a-i da lui Facteur acces la căsuța ta poștală. Vei putea alege mai târziu ce vede.',
    forService: name =>
      `Conectează-te pentru ca ${name} să poată întreba despre căsuța ta poștală. Apoi alegi ce poate vedea.`,
    user: 'Nume de utilizator',
    password: 'Parolă',
    submit: 'Conectează-te',
    cancel: 'Anulează',
    wrong: 'Nume de utilizator sau parolă greșită.',
    demo: 'Aceasta este o căsuță demonstrativă. Numele de utilizator este „demo”, iar parola la fel.',
    out: 'Deconectează-te',
    outEverywhere: 'Deconectare peste tot',
    wait: duration =>
      `Prea multe încercări de conectare în acest moment. Încearcă din nou peste ${duration}.`,
  },
  own: {
    lead: 'Folosește adresa de e-mail și parola căsuței tale, ca într-un program de e-mail. Poți alege mai târziu ce vede Facteur.',
    address: 'Adresă de e-mail',
    demo: 'Încearcă căsuța demonstrativă',
    busy: 'Se caută serverul de e-mail și se face conectarea…',
    server: 'Server de e-mail',
    serverHint: 'Dacă rămân goale, gateway-ul le găsește după adresa ta.',
    host: 'Server',
    port: 'Port',
    security: 'Securitate',
    login: 'Nume de utilizator pe acest server',
    plain: 'Fără (numai pe acest computer)',
    kept: 'Parola este păstrată pentru următoarea încercare. Scrie-o din nou numai ca s-o schimbi.',
    issuer: 'Emis de',
    names: 'Emis pentru',
    validity: 'Valabil',
    fingerprint: 'Amprentă SHA-256',
    trust: 'Acceptă acest certificat',
    trustLead:
      'Dacă este propriul tău server, compară amprenta cu cea a certificatului său. Altfel, cineva poate intercepta conexiunea: anulează și întreabă furnizorul.',
    help: name => `${name}: cum se face`,
    badAddress: 'Scrie adresa de e-mail întreagă, de exemplu jean@example.org.',
    foreignDomain: domains => `Acest gateway este numai pentru adrese din ${domains}.`,
    noServer: domain =>
      `Nu s-a găsit niciun server de e-mail pentru ${domain}. Scrie-l mai jos: ajutorul furnizorului îl numește server IMAP sau server de intrare.`,
    askAdministrator: domain =>
      `Nu s-a găsit niciun server de e-mail pentru ${domain}. Anunță administratorul acestui gateway.`,
    passwordMissing: 'Scrie parola căsuței.',
    badHost: 'Scrie numele serverului de e-mail, de exemplu imap.example.org.',
    badPort: 'Scrie un port de la 1 la 65535. De obicei este 993.',
    unencrypted: 'Fără criptare, alții ar putea citi parola pe drum. Alege TLS sau STARTTLS.',
    unproven: host =>
      `Înregistrările DNS ale domeniului tău indică ${host} ca server de e-mail. Asemenea înregistrări pot fi falsificate. Dacă ajutorul furnizorului numește acest server, conectează-te din nou: atunci va primi parola ta.`,
    refused: host => `${host} nu acceptă acest nume de utilizator și această parolă.`,
    busyServer: host => `${host} nu lasă pe nimeni să intre acum. Încearcă din nou peste câteva minute.`,
    oauthOnly: (host, domain) =>
      `${host} nu acceptă parole, ci numai OAuth. Cere administratorului acestui gateway să îl configureze pentru ${domain}. Sau activează IMAP cu parole sau parole de aplicație în setările căsuței, dacă are.`,
    noSignIn: host =>
      `${host} nu oferă conectare cu parolă, așa că nu a fost trimisă niciuna. Alege TLS sau STARTTLS sau activează IMAP în setările căsuței.`,
    untrusted: host =>
      `Certificatul serverului ${host} vine de la un emitent pe care acest gateway nu îl cunoaște.`,
    otherName: host => `Certificatul serverului ${host} este pentru alt nume.`,
    expired: host => `Certificatul serverului ${host} a expirat.`,
    notYetValid: host =>
      `Certificatul serverului ${host} nu este încă valabil sau ceasul computerului cu gateway-ul este greșit.`,
    changed: host => `Certificatul serverului ${host} nu este cel acceptat de tine.`,
    noTls: where =>
      `${where} nu poate fi contactat cu acest fel de criptare. De obicei se folosește portul 993 cu TLS sau portul 143 cu STARTTLS.`,
    timeout: where => `${where} nu răspunde. Verifică serverul și portul.`,
    noHost: host =>
      `Nu există serverul ${host}. Verifică numele și dacă gateway-ul are conexiune la internet.`,
    unreachable: where => `${where} nu poate fi contactat. Verifică serverul și portul.`,
    unexpected: host => `${host} a trimis un răspuns pe care acest gateway nu îl înțelege.`,
  },
  provider: {
    lead: 'Scrie adresa de e-mail a căsuței tale. Poți alege mai târziu ce vede Facteur.',
    next: 'Înainte',
    busy: 'Se caută serverul de e-mail…',
    change: 'Schimbă',
    continue: name => `Continuă cu ${name}`,
    continueLead: name =>
      `Te conectezi la ${name}. Acest gateway nu îți vede niciodată parola. Poți alege mai târziu ce vede Facteur.`,
    appPassword: 'Folosește în schimb o parolă de aplicație',
    useOther: 'Folosește cealaltă adresă',
    enterServer: 'Scrie serverul manual',
    serverHint: 'Ajutorul furnizorului îl numește server IMAP sau server de intrare.',
    unknownDomain: domain => `Nu s-a găsit niciun server de e-mail pentru ${domain}. Verifică adresa.`,
    tell: 'Anunță administratorul acestui gateway.',
    down: name => `${name} nu poate fi contactat acum. Încearcă din nou peste câteva minute.`,
    misconfigured: name =>
      `${name} nu acceptă acest gateway. Anunță administratorul acestui gateway: jurnalul spune ce trebuie corectat.`,
    noAddress: name =>
      `${name} nu comunică adresa de e-mail a acestui cont. Anunță administratorul acestui gateway: jurnalul spune ce trebuie corectat.`,
    cancelled: name => `Conectarea la ${name} a fost anulată. Încearcă din nou sau folosește altă adresă.`,
    other: (name, signedIn, address) =>
      `Te-ai conectat la ${name} ca ${signedIn}, nu ca ${address}. Încearcă din nou și alege acolo ${address} sau folosește cealaltă adresă.`,
    unverified: (name, address) =>
      `${name} nu a verificat că adresa ${address} este a ta. Confirm-o în contul tău de acolo sau întreabă administratorul acestui gateway: jurnalul spune ce trebuie făcut. Apoi încearcă din nou.`,
    refusedToken: host =>
      `${host} nu acceptă acest cont. Poate că IMAP este dezactivat sau contul nu are căsuță poștală. Activează IMAP în setările căsuței sau întreabă administratorul e-mailului tău. Apoi încearcă din nou.`,
    noTokens: (host, name) =>
      `${host} nu acceptă conectări făcute la ${name}. Anunță administratorul acestui gateway.`,
    refusedMaster: host =>
      `${host} nu lasă acest gateway să intre în căsuța ta. Anunță administratorul acestui gateway.`,
  },
  token: {
    title: 'Te-ai conectat',
    lead: 'În setările Facteur, apasă „Adaugă un cont” și deschide „Avansat”. Copiază-le pe amândouă acolo, apoi apasă „Salvează contul”.',
    secret: 'Nu da tokenul nimănui: oricine îl are îți poate vedea căsuța poștală la fel ca extensia.',
    home: 'Pagina principală',
  },
  privacy: {
    title: name => `Ce poate vedea ${name}`,
    lead: name => `Alege ce vede ${name} din această căsuță poștală. Poți schimba oricând.`,
    legend: name => `${name} poate vedea`,
    save: 'Salvează',
    refuse: 'Ascunde tot',
    saved: 'Salvat.',
    refused: name =>
      `${name} nu vede nimic din această căsuță poștală. Pentru a da din nou acces, alege ce se poate vedea și salvează.`,
    back: name => `Apoi vei reveni la ${name}.`,
    withholding: name => `Dacă ascunzi ceva, ${name} știe că este ascuns, dar nu și de ce.`,
    allowed: 'Permite',
    once: 'Permite o dată',
    withheld: 'Ascunde',
    services: 'Cine îți vede căsuța poștală',
    servicesLead:
      'Aceste programe și site-uri pot întreba acest gateway despre căsuța ta poștală. Alege ce vede fiecare.',
    change: 'Alege',
    withdraw: 'Anulează alegerea mea',
    forget: 'Uită',
    neverAsked: 'Nu a cerut încă nimic.',
    lastAsked: (when, infos) => `Ultima cerere (${when}): ${infos}`,
  },
  info: {
    NoEMails: 'Numărul de e-mailuri',
    NoUnReadMails: 'Numărul de e-mailuri necitite',
    NoSMS: 'Numărul de SMS-uri necitite',
    EmailsLastNDetailed: 'Ultimele e-mailuri necitite: expeditor, dată, subiect și previzualizare',
  },
  mail: {
    title: 'Căsuța poștală',
    unread: 'Necitit',
    noSubject: 'Fără subiect',
    empty: 'Încă nu ai mesaje.',
    privacy: 'Ce poate vedea Facteur',
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
    markRead: 'Marchează ca citit',
    markUnread: 'Marchează ca necitit',
    readOnOpen: 'Deschiderea unui mesaj îl marchează ca citit.',
    notReadOnOpen: 'Deschiderea unui mesaj nu îl marchează ca citit.',
    stopMarking: 'Nu marca ca citit la deschidere',
    startMarking: 'Marchează ca citit la deschidere',
    formatted: 'Cu formatare',
    plain: 'Text simplu',
    pictures:
      'Imaginile de pe alte site-uri nu se încarcă, pentru că expeditorul ar afla că ai deschis acest mesaj.',
    showPictures: 'Afișează imaginile',
    cut: 'Acest mesaj este prea lung pentru a fi afișat în întregime.',
    noText: 'Acest mesaj nu conține text.',
    attachments: 'Fișiere atașate',
    inWebmail: 'Le poți deschide în webmailul tău.',
    openWebmail: 'Deschide webmailul',
  },
  manager: {
    title: 'API Manager',
    lead: 'Site-urile și programele care întreabă acest gateway despre mesaje. Tu le accepți sau le refuzi; apoi fiecare utilizator decide ce văd.',
    none: 'Nu s-a înregistrat încă niciun serviciu.',
    open: 'Deschide',
    openNamed: name => `Deschide ${name}`,
    fromConfig: 'Definit în fișierul de configurare',
    waiting: 'Așteaptă decizia ta',
    approved: 'Acceptat',
    refused: 'Refuzat',
    register: 'Înregistrează un serviciu',
    registerLead: 'Utilizatorii văd numele, site-ul și sigla înainte de a accepta serviciul.',
    name: 'Numele site-ului',
    site: 'Adresa (URL) site-ului',
    logo: 'Sigla site-ului',
    logoHint: 'Un PNG de cel mult 1024 × 1024 pixeli sau un SVG fără foi de stil; cel mult 64 KiB.',
    redirects: 'Adrese de întoarcere',
    redirectsHint:
      'Câte una pe rând: unde duc exact înapoi conectarea și alegerile. Cu https sau cu http pe acest calculator.',
    infos: 'Poate cere',
    submit: 'Înregistrează',
    approve: 'Acceptă',
    refuse: 'Refuză',
    replacePassword: 'Înlocuiește parola',
    remove: 'Șterge',
    removing:
      'Parola lui încetează imediat să fie valabilă, iar utilizatorii nu îl mai văd. Nu se poate reveni.',
    back: 'Toate serviciile',
    passwordOnce: 'Copiază parola acum: nu va mai fi afișată.',
    samples: 'Descarcă exemple de cod și instrucțiuni (ZIP)',
    testAccount: (user, password) =>
      `Pentru a încerca un serviciu, conectează-te cu contul de test: utilizator „${user}”, parola „${password}”. Căsuța lui are mesaje inventate.`,
    badName: 'Dă site-ului un nume de 1 până la 60 de caractere.',
    badSite: 'Scrie adresa completă a site-ului, de exemplu https://stats.example.org/.',
    badLogo: 'Această siglă nu poate fi folosită.',
    badRedirects:
      'Scrie cel puțin o adresă de întoarcere: completă, cu https (sau http pe acest calculator) și fără #.',
    noInfos: 'Alege cel puțin un fel de informație.',
  },
  advice: {
    'app-password': name => `${name} cere o parolă de aplicație în locul celei obișnuite.`,
    'two-step-first': () => 'Ca să o creezi, activează mai întâi verificarea în doi pași.',
    'security-settings': () => 'Creeaz-o în setările de securitate ale contului tău.',
    'app-password-with-two-step': name =>
      `Dacă folosești verificarea în doi pași, ${name} cere o parolă de aplicație în locul celei obișnuite.`,
    'mail-password': name =>
      `${name} cere o parolă separată pentru programele de e-mail. Stabilește-o în setările contului tău.`,
    'authorization-code': name =>
      `${name} cere un cod de autorizare în locul parolei. Creează-l în setările ${name}, acolo unde activezi accesul IMAP.`,
    'address-or-device-password': name =>
      `${name} acceptă parola adresei de e-mail sau o parolă de dispozitiv. Ambele pot fi diferite de parola contului tău.`,
    'turn-on-imap': name =>
      `Activează mai întâi accesul pentru programe de e-mail (IMAP) în setările ${name}.`,
    'maybe-turn-on-imap': name =>
      `Poate fi nevoie să activezi accesul pentru programe de e-mail (IMAP) în setările ${name}.`,
    'higher-plan': name => `Planul gratuit sau cel mai ieftin de la ${name} nu include acest lucru.`,
    'main-address': name => `${name} acceptă numai adresa principală a unei căsuțe poștale, nu un alias.`,
    bridge: name =>
      `${name} are nevoie de Proton Mail Bridge pe acest computer, inclus în planurile cu plată. Folosește parola afișată de Bridge.`,
    'turn-off-protection': name =>
      `Dezactivează „protecția suplimentară a contului de e-mail” în setările ${name}: blochează programele de e-mail.`,
    'no-passwords': name =>
      `${name} nu acceptă parole de la programe de e-mail, nici măcar parole de aplicație. Ca să te poți conecta acolo, cere mai întâi administratorului acestui gateway să îl înregistreze la ${name}.`,
  },
  error: {
    home: 'Pagina principală',
    signIn: 'Conectează-te',
    said: 'Serverul de e-mail răspunde:',
    notFound: {
      title: 'Pagina nu a fost găsită',
      lead: 'Nu există nicio pagină la această adresă. Începe de la pagina principală.',
    },
    noMessage: {
      title: 'Acest mesaj nu mai există',
      lead: 'Poate a fost șters. Dacă este căsuța demonstrativă, a fost repornită cu alte mesaje.',
    },
    wrongMethod: {
      title: 'Această pagină nu poate fi deschisă direct',
      lead: 'Începe de la pagina principală.',
    },
    notOperator: {
      title: 'Această pagină este pentru administrator',
      lead: 'Deschide linkul afișat de gateway la pornire sau obține unul nou: facteur-gateway manager. Un link funcționează o singură dată, timp de o oră.',
    },
    badForm: {
      title: 'Formularul nu a putut fi citit',
      lead: 'Întoarce-te, reîncarcă pagina și trimite din nou formularul.',
    },
    oldForm: {
      title: 'Formularul a expirat',
      lead: 'Între timp, cineva s-a conectat sau s-a deconectat în acest browser ori browserul blochează cookie-urile acestei pagini. Întoarce-te, reîncarcă pagina și încearcă din nou.',
    },
    strayAnswer: {
      title: 'Conectarea nu poate fi finalizată',
      lead: 'Această conectare s-a încheiat deja, a fost înlocuită de una mai nouă sau a durat mai mult de 15 minute. Dacă nu te-ai conectat, începe din nou.',
    },
    foreignForm: {
      title: 'Formularul vine de pe alt site',
      lead: 'Nu s-a făcut nimic. Dacă asta doreai, folosește paginile gateway-ului.',
    },
    badService: {
      title: 'Acest site sau program nu este permis aici',
      lead: 'Nu este înregistrat la acest gateway sau administratorul nu l-a acceptat. Întreabă-l pe acesta sau pe autorii site-ului ori ai programului.',
    },
    badReturn: {
      title: 'Conectarea nu poate fi finalizată',
      lead: 'Adresa de întoarcere nu este nici a unei extensii de browser, nici una înregistrată de site. Începe din nou de unde ai venit.',
    },
    unpinned: {
      title: 'Această extensie nu este permisă aici',
      lead: 'Administratorul acestui gateway permite conectarea doar anumitor extensii de browser. Cere-i să o adauge pe aceasta.',
    },
    badKey: {
      title: 'Acest link nu mai funcționează',
      lead: 'Poate fi incomplet sau mai vechi de o lună, ori gateway-ul a fost repornit. Conectează-te ca să vezi căsuța poștală.',
    },
    foreignHost: {
      title: 'Adresă greșită',
      lead: 'Folosește adresa pe care gateway-ul a afișat-o la pornire.',
    },
    notEnded: {
      title: 'Nu te-ai deconectat peste tot',
      lead: 'Gateway-ul nu poate salva acest lucru. Întoarce-te și încearcă din nou. Dacă eșuează iar, anunță administratorul acestui gateway.',
    },
    notSignedOut: {
      title: 'Nu te-ai deconectat',
      lead: 'Gateway-ul nu poate salva acest lucru. Întoarce-te și încearcă din nou. Dacă eșuează iar, anunță administratorul acestui gateway.',
    },
    unstored: {
      title: 'Nu te-ai conectat',
      lead: 'Gateway-ul nu poate salva conectarea. Poate că discul lui este plin. Anunță administratorul acestui gateway: jurnalul lui conține detaliile.',
    },
    unsaved: {
      title: 'Alegerea ta nu a fost salvată',
      lead: 'Rămâne valabilă alegerea anterioară. Întoarce-te și încearcă din nou. Dacă tot nu reușești, anunță administratorul acestui gateway.',
    },
    refusedPassword: {
      title: 'Serverul de e-mail nu acceptă parola',
      lead: 'Dacă parola căsuței poștale s-a schimbat, conectează-te cu cea nouă. Dacă folosești aici o parolă doar pentru acest gateway, administratorul lui trebuie să introducă noua parolă a căsuței poștale; apoi conectează-te din nou.',
    },
    refusedGrant: {
      title: 'Serverul de e-mail nu mai acceptă această conectare',
      lead: 'Conectează-te din nou.',
    },
    endedGrant: {
      title: 'Serverul de e-mail nu mai acceptă această conectare',
      lead: 'Administratorul acestui gateway trebuie să se conecteze din nou pentru această căsuță: facteur-gateway sign-in, cu numele căsuței.',
    },
    missingGrant: {
      title: 'Această căsuță nu este încă legată',
      lead: 'Administratorul acestui gateway trebuie mai întâi să se conecteze pentru ea: facteur-gateway sign-in, cu numele căsuței.',
    },
    noTokens: {
      title: 'Serverul de e-mail nu acceptă această conectare',
      lead: 'Nu acceptă conectări făcute la un furnizor, așa că acest gateway nu poate citi căsuța. Anunță administratorul acestui gateway: jurnalul conține detaliile.',
    },
    noPassword: {
      title: 'Serverul de e-mail nu acceptă parole',
      lead: 'Activează IMAP cu parolă sau parolele de aplicație în setările căsuței tale poștale, dacă există. Altfel, acest gateway nu o poate citi. Administratorul lui găsește mai multe detalii în jurnal.',
    },
    unmarked: {
      title: 'Serverul de e-mail nu a marcat acest mesaj ca citit',
      lead: 'Rămâne necitit. Poate că acest gateway are doar drept de citire. Marchează mesajul în webmailul tău sau anunță administratorul acestui gateway.',
    },
    unreachable: {
      title: 'Serverul de e-mail nu poate fi contactat',
      lead: 'Încearcă din nou peste câteva minute.',
    },
    away: {
      title: 'Gateway-ul nu poate răspunde acum',
      lead: 'Nu are acces la datele sale. Încearcă din nou peste câteva minute.',
    },
    unexpected: {
      title: 'A apărut o eroare',
      lead: 'Căsuța poștală nu a putut fi citită. Încearcă din nou peste câteva clipe.',
    },
  },
};
