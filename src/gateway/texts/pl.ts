import { createPlural } from './plural';
import type { Texts } from './texts';

const plural = createPlural('pl');

export const pl: Texts = {
  home: {
    title: 'Bramka Facteur',
    lead: 'Ten program łączy rozszerzenie Facteur z Twoją skrzynką, aby mogło powiadamiać Cię o nowej poczcie.',
    addresses: 'Adresy dla rozszerzenia',
    hint: 'Jeśli podasz rozszerzeniu adres tej strony, znajdzie je samo. Potrzebują ich inne programy.',
    openMail: 'Otwórz skrzynkę',
    signedOut: 'Wylogowano. Tokeny, które przez to wygasły, nie otwierają już Twojej skrzynki.',
  },
  field: {
    api: 'Adres API',
    signInPage: 'Strona logowania',
    webmail: 'Adres webmaila',
    token: 'Token',
    copy: 'Kopiuj',
    copied: 'Skopiowano',
  },
  signIn: {
    title: 'Logowanie',
    lead: 'Zaloguj się do swojej skrzynki.',
    forExtension:
      'Zaloguj się, aby dać Facteurowi dostęp do swojej skrzynki. Później możesz wybrać, co widzi.',
    forService: name =>
      `Zaloguj się, aby ${name} mógł pytać o Twoją skrzynkę. Potem wybierzesz, co ma widzieć.`,
    user: 'Nazwa użytkownika',
    password: 'Hasło',
    submit: 'Zaloguj się',
    cancel: 'Anuluj',
    wrong: 'Nieprawidłowa nazwa użytkownika lub hasło.',
    demo: 'To skrzynka demonstracyjna. Nazwa użytkownika to „demo”, hasło również.',
    out: 'Wyloguj się',
    outEverywhere: 'Wyloguj wszędzie',
    // After a colon, because the duration is in the nominative.
    wait: duration => `W tej chwili jest zbyt wiele prób logowania. Czas do następnej próby: ${duration}.`,
  },
  own: {
    lead: 'Użyj adresu e-mail i hasła swojej skrzynki, jak w programie pocztowym. Później możesz wybrać, co widzi Facteur.',
    address: 'Adres e-mail',
    demo: 'Wypróbuj skrzynkę pokazową',
    busy: 'Szukanie serwera poczty i logowanie…',
    server: 'Serwer poczty',
    serverHint: 'Jeśli te pola pozostaną puste, bramka znajdzie je na podstawie adresu.',
    host: 'Serwer',
    port: 'Port',
    security: 'Zabezpieczenie',
    login: 'Nazwa użytkownika na tym serwerze',
    plain: 'Brak (tylko na tym komputerze)',
    kept: 'Hasło jest zachowane na następną próbę. Wpisz je ponownie tylko po to, aby je zmienić.',
    issuer: 'Wystawca',
    names: 'Wystawiony dla',
    validity: 'Ważny',
    fingerprint: 'Odcisk SHA-256',
    trust: 'Zaufaj temu certyfikatowi',
    trustLead:
      'Jeśli to Twój własny serwer, porównaj odcisk z jego certyfikatem. W przeciwnym razie ktoś może przechwytywać połączenie: anuluj i zapytaj dostawcę.',
    help: name => `${name}: jak to zrobić`,
    badAddress: 'Wpisz cały adres e-mail, na przykład jean@example.org.',
    foreignDomain: domains => `Ta bramka jest tylko dla adresów z ${domains}.`,
    noServer: domain =>
      `Nie znaleziono serwera poczty dla ${domain}. Wpisz go poniżej: pomoc dostawcy nazywa go serwerem IMAP lub serwerem poczty przychodzącej.`,
    askAdministrator: domain =>
      `Nie znaleziono serwera poczty dla ${domain}. Powiadom administratora tej bramki.`,
    passwordMissing: 'Wpisz hasło skrzynki.',
    badHost: 'Wpisz nazwę serwera poczty, na przykład imap.example.org.',
    badPort: 'Wpisz port od 1 do 65535. Zwykle jest to 993.',
    unencrypted: 'Bez szyfrowania inni mogliby odczytać hasło po drodze. Wybierz TLS lub STARTTLS.',
    unproven: host =>
      `Wpisy DNS Twojej domeny wskazują ${host} jako jej serwer poczty. Takie wpisy można sfałszować. Jeśli pomoc dostawcy podaje ten serwer, zaloguj się ponownie: wtedy otrzyma on Twoje hasło.`,
    refused: host => `${host} nie przyjmuje tej nazwy użytkownika i tego hasła.`,
    busyServer: host => `${host} obecnie nikogo nie wpuszcza. Spróbuj ponownie za kilka minut.`,
    oauthOnly: (host, domain) =>
      `${host} nie przyjmuje haseł, tylko OAuth. Poproś administratora tej bramki, aby skonfigurował to dla ${domain}. Możesz też włączyć IMAP z hasłami lub hasłami aplikacji w ustawieniach skrzynki, jeśli je ma.`,
    noSignIn: host =>
      `${host} nie oferuje logowania hasłem, więc żadne nie zostało wysłane. Wybierz TLS lub STARTTLS albo włącz IMAP w ustawieniach skrzynki.`,
    untrusted: host => `Certyfikat ${host} pochodzi od wystawcy, którego ta bramka nie zna.`,
    otherName: host => `Certyfikat ${host} jest wystawiony dla innej nazwy.`,
    expired: host => `Certyfikat ${host} wygasł.`,
    notYetValid: host =>
      `Certyfikat ${host} nie jest jeszcze ważny albo zegar komputera z bramką jest źle ustawiony.`,
    changed: host => `Certyfikat ${host} nie jest tym, któremu zaufano.`,
    noTls: where =>
      `Z ${where} nie można połączyć się przy takim szyfrowaniu. Zwykle jest to port 993 z TLS albo port 143 ze STARTTLS.`,
    timeout: where => `${where} nie odpowiada. Sprawdź serwer i port.`,
    noHost: host => `Nie ma serwera ${host}. Sprawdź jego nazwę i to, czy bramka ma połączenie z Internetem.`,
    unreachable: where => `Nie można połączyć się z ${where}. Sprawdź serwer i port.`,
    unexpected: host => `${host} przysłał odpowiedź, której ta bramka nie rozumie.`,
  },
  provider: {
    lead: 'Wpisz adres e-mail swojej skrzynki. Później możesz wybrać, co widzi Facteur.',
    next: 'Dalej',
    busy: 'Szukanie serwera poczty…',
    change: 'Zmień',
    continue: name => `Kontynuuj przez ${name}`,
    continueLead: name =>
      `Logujesz się na stronie ${name}. Ta bramka nigdy nie widzi Twojego hasła. Później możesz wybrać, co widzi Facteur.`,
    appPassword: 'Użyj zamiast tego hasła aplikacji',
    useOther: 'Użyj drugiego adresu',
    enterServer: 'Wpisz serwer samodzielnie',
    serverHint: 'Pomoc dostawcy nazywa go serwerem IMAP lub serwerem poczty przychodzącej.',
    unknownDomain: domain => `Nie znaleziono serwera poczty dla ${domain}. Sprawdź adres.`,
    tell: 'Powiadom administratora tej bramki.',
    down: name => `Nie można teraz połączyć się z ${name}. Spróbuj ponownie za kilka minut.`,
    misconfigured: name =>
      `${name} nie akceptuje tej bramki. Powiadom jej administratora: w dzienniku bramki jest napisane, co trzeba poprawić.`,
    noAddress: name =>
      `${name} nie podaje adresu e-mail tego konta. Powiadom administratora tej bramki: w jej dzienniku jest napisane, co trzeba poprawić.`,
    cancelled: name =>
      `Logowanie na stronie ${name} zostało anulowane. Spróbuj ponownie albo użyj innego adresu.`,
    other: (name, signedIn, address) =>
      `Na stronie ${name} użyto konta ${signedIn}, a nie ${address}. Spróbuj ponownie i wybierz tam ${address} albo użyj drugiego adresu.`,
    unverified: (name, address) =>
      `Adres ${address} nie został potwierdzony na stronie ${name}. Potwierdź go tam na swoim koncie lub zapytaj administratora tej bramki: w jej dzienniku jest napisane, co trzeba zrobić. Potem spróbuj ponownie.`,
    refusedToken: host =>
      `${host} nie przyjmuje tego konta. Być może IMAP jest wyłączony albo konto nie ma skrzynki. Włącz IMAP w ustawieniach skrzynki lub zapytaj administratora swojej poczty, a potem spróbuj ponownie.`,
    noTokens: (host, name) =>
      `${host} nie przyjmuje logowania przez ${name}. Powiadom administratora tej bramki.`,
    refusedMaster: host =>
      `${host} nie wpuszcza tej bramki do Twojej skrzynki. Powiadom administratora tej bramki.`,
  },
  token: {
    title: 'Zalogowano',
    lead: 'W ustawieniach Facteura kliknij „Dodaj konto” i otwórz „Zaawansowane”. Skopiuj tam oba teksty, a potem kliknij „Zapisz konto”.',
    secret: 'Nie udostępniaj tokenu: każdy, kto go ma, może widzieć Twoją skrzynkę tak jak rozszerzenie.',
    home: 'Strona główna',
  },
  privacy: {
    title: name => `Co może widzieć ${name}`,
    lead: name => `Wybierz, co z tej skrzynki widzi ${name}. Możesz to zmienić w każdej chwili.`,
    legend: name => `${name} może widzieć`,
    save: 'Zapisz',
    refuse: 'Ukryj wszystko',
    saved: 'Zapisano.',
    refused: name =>
      `${name} nie widzi niczego z tej skrzynki. Aby przywrócić dostęp, wybierz, co ma być widoczne, i zapisz.`,
    back: name => `Potem wrócisz tutaj: ${name}.`,
    withholding: name => `Jeśli coś ukryjesz, ${name} wie, że to ukryto, ale nie wie dlaczego.`,
    allowed: 'Pozwól',
    once: 'Pozwól raz',
    withheld: 'Ukryj',
    services: 'Kto widzi Twoją skrzynkę',
    servicesLead:
      'Te programy i strony mogą pytać tę bramkę o Twoją skrzynkę. Wybierz, co każdy z nich widzi.',
    change: 'Wybierz',
    withdraw: 'Cofnij mój wybór',
    forget: 'Zapomnij',
    neverAsked: 'Jeszcze o nic nie pytano.',
    lastAsked: (when, infos) => `Ostatnie pytanie (${when}): ${infos}`,
  },
  info: {
    NoEMails: 'Liczba e-maili',
    NoUnReadMails: 'Liczba nieprzeczytanych e-maili',
    NoSMS: 'Liczba nieprzeczytanych SMS-ów',
    EmailsLastNDetailed: 'Ostatnie nieprzeczytane e-maile: nadawca, data, temat i podgląd',
  },
  mail: {
    title: 'Skrzynka odbiorcza',
    unread: 'Nieprzeczytana',
    noSubject: 'Bez tematu',
    empty: 'Nie ma jeszcze żadnych wiadomości.',
    privacy: 'Co może widzieć Facteur',
    back: 'Wróć do skrzynki',
    from: 'Od',
    date: 'Data',
    count: (unread, emails) =>
      `${plural(unread, {
        one: '# nieprzeczytana',
        few: '# nieprzeczytane',
        other: '# nieprzeczytanych',
      })} z ${plural(emails, { other: '# wiadomości' })}`,
    sms: count =>
      plural(count, {
        one: '# nieprzeczytany SMS',
        few: '# nieprzeczytane SMS-y',
        other: '# nieprzeczytanych SMS-ów',
      }),
  },
  message: {
    read: 'Przeczytana',
    markRead: 'Oznacz jako przeczytaną',
    markUnread: 'Oznacz jako nieprzeczytaną',
    readOnOpen: 'Otwarcie wiadomości oznacza ją jako przeczytaną.',
    notReadOnOpen: 'Otwarcie wiadomości nie oznacza jej jako przeczytanej.',
    stopMarking: 'Nie oznaczaj jako przeczytane po otwarciu',
    startMarking: 'Oznaczaj jako przeczytane po otwarciu',
    formatted: 'Z formatowaniem',
    plain: 'Zwykły tekst',
    pictures:
      'Obrazy z innych witryn nie są wczytywane, bo nadawca dowiedziałby się, że ta wiadomość została otwarta.',
    showPictures: 'Pokaż obrazy',
    cut: 'Ta wiadomość jest za długa, aby pokazać ją w całości.',
    noText: 'Ta wiadomość nie zawiera tekstu.',
    attachments: 'Załączniki',
    inWebmail: 'Możesz je otworzyć w swoim webmailu.',
    openWebmail: 'Otwórz webmail',
  },
  manager: {
    title: 'API Manager',
    lead: 'Strony i programy, które pytają tę bramkę o pocztę. Ty je dopuszczasz lub odrzucasz; każdy użytkownik decyduje potem, co widzą.',
    none: 'Nie zarejestrowano jeszcze żadnej usługi.',
    open: 'Otwórz',
    openNamed: name => `Otwórz: ${name}`,
    fromConfig: 'Ustawiona w pliku konfiguracyjnym',
    waiting: 'Czeka na Twoją decyzję',
    approved: 'Dopuszczona',
    refused: 'Odrzucona',
    register: 'Zarejestruj usługę',
    registerLead: 'Użytkownicy widzą nazwę, stronę i logo, zanim dopuszczą usługę.',
    name: 'Nazwa strony',
    site: 'Adres URL strony',
    logo: 'Logo strony',
    logoHint: 'PNG o wymiarach do 1024 × 1024 pikseli albo SVG bez arkuszy stylów; najwyżej 64 KiB.',
    redirects: 'Adresy powrotu',
    redirectsHint:
      'Jeden w każdym wierszu: dokąd dokładnie prowadzą z powrotem logowanie i wybory. Z https albo z http na tym komputerze.',
    infos: 'Może pytać o',
    submit: 'Zarejestruj',
    approve: 'Dopuść',
    refuse: 'Odrzuć',
    replacePassword: 'Zmień hasło',
    remove: 'Usuń',
    removing: 'Jej hasło od razu traci ważność, a użytkownicy już jej nie widzą. Tego nie można cofnąć.',
    back: 'Wszystkie usługi',
    passwordOnce: 'Skopiuj hasło teraz: nie będzie można go ponownie wyświetlić.',
    samples: 'Pobierz przykładowy kod i instrukcję (ZIP)',
    testAccount: (user, password) =>
      `Aby wypróbować usługę, zaloguj się na konto testowe: nazwa użytkownika „${user}”, hasło „${password}”. W jego skrzynce są zmyślone wiadomości.`,
    badName: 'Podaj nazwę strony o długości od 1 do 60 znaków.',
    badSite: 'Podaj pełny adres strony, na przykład https://stats.example.org/.',
    badLogo: 'Tego logo nie można użyć.',
    badRedirects:
      'Podaj co najmniej jeden adres powrotu: pełny, z https (albo z http na tym komputerze) i bez #.',
    noInfos: 'Wybierz co najmniej jeden rodzaj informacji.',
  },
  advice: {
    'app-password': name => `${name} wymaga hasła aplikacji zamiast zwykłego hasła.`,
    'two-step-first': () => 'Aby je utworzyć, najpierw włącz weryfikację dwuetapową.',
    'security-settings': () => 'Utwórz je w ustawieniach zabezpieczeń swojego konta.',
    'app-password-with-two-step': name =>
      `Jeśli używasz weryfikacji dwuetapowej, ${name} wymaga hasła aplikacji zamiast zwykłego hasła.`,
    'mail-password': name =>
      `${name} wymaga osobnego hasła dla programów pocztowych. Ustaw je w ustawieniach swojego konta.`,
    'authorization-code': name =>
      `${name} wymaga kodu autoryzacji zamiast hasła. Utwórz go w ustawieniach poczty ${name}, tam gdzie włącza się dostęp IMAP.`,
    'address-or-device-password': name =>
      `${name} przyjmuje hasło adresu e-mail lub hasło urządzenia. Oba mogą się różnić od hasła konta.`,
    'turn-on-imap': name =>
      `Najpierw włącz dostęp dla programów pocztowych (IMAP) w ustawieniach poczty ${name}.`,
    'maybe-turn-on-imap': name =>
      `Być może trzeba włączyć dostęp dla programów pocztowych (IMAP) w ustawieniach poczty ${name}.`,
    'higher-plan': name => `Bezpłatny lub najtańszy plan ${name} tego nie obejmuje.`,
    'main-address': name => `${name} przyjmuje tylko główny adres skrzynki, a nie alias.`,
    bridge: name =>
      `${name} wymaga programu Proton Mail Bridge na tym komputerze; należy on do płatnych planów. Użyj hasła, które pokazuje Bridge.`,
    'turn-off-protection': name =>
      `Wyłącz „dodatkową ochronę konta e-mail” w ustawieniach poczty ${name}: blokuje ona programy pocztowe.`,
    'no-passwords': name =>
      `${name} nie przyjmuje haseł od programów pocztowych, nawet haseł aplikacji. Aby się tam zalogować, poproś najpierw administratora tej bramki o zarejestrowanie jej na stronie ${name}.`,
  },
  error: {
    home: 'Strona główna',
    signIn: 'Zaloguj się',
    said: 'Serwer poczty odpowiada:',
    notFound: {
      title: 'Nie znaleziono strony',
      lead: 'Pod tym adresem nie ma strony. Zacznij od strony głównej.',
    },
    noMessage: {
      title: 'Ta wiadomość już nie istnieje',
      lead: 'Mogła zostać usunięta. Jeśli to skrzynka demonstracyjna, uruchomiono ją ponownie z innymi wiadomościami.',
    },
    wrongMethod: { title: 'Tej strony nie można otworzyć bezpośrednio', lead: 'Zacznij od strony głównej.' },
    notOperator: {
      title: 'Ta strona jest dla administratora',
      lead: 'Otwórz link, który bramka wyświetliła po uruchomieniu, albo pobierz nowy: facteur-gateway manager. Link działa raz, przez godzinę.',
    },
    badForm: {
      title: 'Nie udało się odczytać formularza',
      lead: 'Wróć, odśwież stronę i wyślij formularz ponownie.',
    },
    oldForm: {
      title: 'Ten formularz wygasł',
      lead: 'W tej przeglądarce ktoś się w międzyczasie zalogował lub wylogował albo przeglądarka blokuje pliki cookie tej strony. Wróć, odśwież stronę i spróbuj ponownie.',
    },
    strayAnswer: {
      title: 'Nie można dokończyć logowania',
      lead: 'To logowanie już się zakończyło, zostało zastąpione nowszym albo trwało dłużej niż 15 minut. Jeśli logowanie się nie udało, zacznij od nowa.',
    },
    foreignForm: {
      title: 'Ten formularz pochodzi z innej witryny',
      lead: 'Nic nie zostało zrobione. Jeśli tak miało być, użyj stron samej bramki.',
    },
    badService: {
      title: 'Ta strona lub program nie ma tu dostępu',
      lead: 'Nie jest zarejestrowana w tej bramce albo administrator jej nie dopuścił. Zapytaj administratora lub twórców strony albo programu.',
    },
    badReturn: {
      title: 'Nie można dokończyć logowania',
      lead: 'Adres powrotu nie należy ani do rozszerzenia przeglądarki, ani do adresów zarejestrowanych przez tę stronę. Zacznij ponownie tam, skąd przychodzisz.',
    },
    unpinned: {
      title: 'To rozszerzenie nie jest tu dozwolone',
      lead: 'Administrator tej bramki pozwala logować się tylko niektórym rozszerzeniom przeglądarki. Poproś go o dodanie tego rozszerzenia.',
    },
    badKey: {
      title: 'Ten link już nie działa',
      lead: 'Może być niepełny lub starszy niż miesiąc, albo bramka została uruchomiona ponownie. Zaloguj się, aby zobaczyć skrzynkę.',
    },
    foreignHost: {
      title: 'Nieprawidłowy adres',
      lead: 'Użyj adresu, który bramka wyświetliła przy uruchomieniu.',
    },
    notEnded: {
      title: 'Nie wylogowano wszędzie',
      lead: 'Bramka nie może tego zapisać. Wróć i spróbuj ponownie. Jeśli znowu się nie uda, powiadom administratora tej bramki.',
    },
    notSignedOut: {
      title: 'Nie wylogowano',
      lead: 'Bramka nie może tego zapisać. Wróć i spróbuj ponownie. Jeśli znowu się nie uda, powiadom administratora tej bramki.',
    },
    unstored: {
      title: 'Nie udało się zalogować',
      lead: 'Bramka nie może zapisać logowania. Być może jej dysk jest pełny. Powiadom administratora tej bramki: szczegóły są w jej dzienniku.',
    },
    unsaved: {
      title: 'Wybór nie został zapisany',
      lead: 'Nadal obowiązuje poprzedni wybór. Wróć i spróbuj ponownie. Jeśli znów się nie uda, powiadom administratora tej bramki.',
    },
    refusedPassword: {
      title: 'Serwer poczty nie przyjmuje hasła',
      lead: 'Jeśli hasło do skrzynki się zmieniło, zaloguj się nowym hasłem. Jeśli używasz tu hasła tylko do tej bramki, jej administrator musi wpisać nowe hasło do skrzynki; potem zaloguj się ponownie.',
    },
    refusedGrant: {
      title: 'Serwer poczty nie przyjmuje już tego logowania',
      lead: 'Zaloguj się ponownie.',
    },
    endedGrant: {
      title: 'Serwer poczty nie przyjmuje już tego logowania',
      lead: 'Administrator tej bramki musi zalogować się ponownie dla tej skrzynki: facteur-gateway sign-in z nazwą skrzynki.',
    },
    missingGrant: {
      title: 'Ta skrzynka nie jest jeszcze połączona',
      lead: 'Administrator tej bramki musi się najpierw dla niej zalogować: facteur-gateway sign-in z nazwą skrzynki.',
    },
    noTokens: {
      title: 'Serwer poczty nie przyjmuje tego logowania',
      lead: 'Nie przyjmuje logowania przez dostawcę, więc ta bramka nie może odczytać skrzynki. Powiadom administratora tej bramki: szczegóły są w jej dzienniku.',
    },
    noPassword: {
      title: 'Serwer poczty nie przyjmuje haseł',
      lead: 'Włącz IMAP z hasłem lub hasła aplikacji w ustawieniach swojej skrzynki, jeśli są dostępne. W przeciwnym razie ta bramka nie może jej odczytać. Jej administrator znajdzie więcej szczegółów w dzienniku.',
    },
    unmarked: {
      title: 'Serwer poczty nie oznaczył tej wiadomości jako przeczytanej',
      lead: 'Pozostaje nieprzeczytana. Być może ta bramka ma tylko prawo odczytu. Oznacz wiadomość w swoim webmailu albo powiadom administratora tej bramki.',
    },
    unreachable: {
      title: 'Nie można połączyć się z serwerem poczty',
      lead: 'Spróbuj ponownie za kilka minut.',
    },
    away: {
      title: 'Bramka nie może teraz odpowiedzieć',
      lead: 'Nie ma dostępu do swoich danych. Spróbuj ponownie za kilka minut.',
    },
    unexpected: {
      title: 'Wystąpił błąd',
      lead: 'Nie udało się odczytać skrzynki. Spróbuj ponownie za chwilę.',
    },
  },
};
