import type { Texts } from './en';
import { createPlural } from './plural';

const plural = createPlural('pl');

export const pl: Texts = {
  home: {
    title: 'Bramka Facteur',
    lead: 'Ten program odpowiada na zapytania API Personal Messages, dzięki czemu rozszerzenie Facteur może powiadamiać o nowych wiadomościach.',
    addresses: 'Adresy dla rozszerzenia',
    hint: 'Rozszerzenie pyta o nie w ustawieniach. Wystarczy zaznaczyć adres i go skopiować.',
    openMail: 'Otwórz skrzynkę',
  },
  field: {
    api: 'Adres API',
    signInPage: 'Strona logowania',
    webmail: 'Adres poczty w przeglądarce',
    token: 'Token',
  },
  signIn: {
    title: 'Logowanie',
    lead: 'Aby otworzyć skrzynkę, należy się zalogować.',
    forExtension: 'Po zalogowaniu Facteur zobaczy skrzynkę. Później można wybrać, co dokładnie widzi.',
    user: 'Nazwa użytkownika',
    password: 'Hasło',
    submit: 'Zaloguj się',
    cancel: 'Anuluj',
    wrong: 'Nazwa użytkownika i hasło nie pasują do siebie. Należy sprawdzić oba i spróbować ponownie.',
    demo: 'To skrzynka demonstracyjna. Nazwa użytkownika to „demo”, hasło również.',
    out: 'Wyloguj się',
    // After a colon, because the duration is in the nominative.
    wait: duration =>
      `Zbyt wiele prób się nie powiodło, dlatego ta nie została sprawdzona. Czas oczekiwania przed kolejną próbą: ${duration}.`,
  },
  token: {
    title: 'Zalogowano',
    lead: 'Oba te teksty należy skopiować do ustawień rozszerzenia.',
    secret: 'Kto ma token, widzi skrzynkę tak samo jak rozszerzenie. Nie należy go nikomu udostępniać.',
    home: 'Strona główna',
  },
  privacy: {
    title: 'Co widzi Facteur',
    lead: 'Tutaj można zdecydować, co skrzynka przekazuje rozszerzeniu Facteur. Wybór można zmienić w dowolnej chwili.',
    legend: 'Facteur może widzieć',
    save: 'Zapisz wybór',
    refuse: 'Odmów wszystkiego',
    saved: 'Wybór został zapisany.',
    refused:
      'Odmówiono wszystkiego: Facteur nie widzi niczego z tej skrzynki. Aby znów go wpuścić, należy zapisać wybór.',
    back: 'Potem nastąpi powrót do rozszerzenia Facteur.',
    withholding:
      'To, co nie jest zaznaczone, nie jest przekazywane. Facteur wie, że czegoś brakuje, ale nie wie dlaczego.',
  },
  info: {
    NoEMails: 'Liczba e-maili',
    NoUnReadMails: 'Liczba nieprzeczytanych e-maili',
    NoSMS: 'Liczba nieprzeczytanych SMS-ów',
    EmailsLastNDetailed: 'Przegląd ostatnich nieprzeczytanych e-maili: nadawca, data, temat, pierwsze słowa',
  },
  mail: {
    title: 'Skrzynka odbiorcza',
    unread: 'Nieprzeczytana',
    noSubject: 'Bez tematu',
    empty: 'Nie ma jeszcze żadnych wiadomości.',
    privacy: 'Co widzi Facteur',
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
    formatted: 'Z formatowaniem',
    plain: 'Zwykły tekst',
    pictures:
      'Obrazy z zewnątrz nie są wczytywane, bo ich nadawca dowiedziałby się, że ta wiadomość została przeczytana.',
    showPictures: 'Pokaż obrazy',
    cut: 'Ta wiadomość jest dłuższa niż to, co tu widać.',
    noText: 'Ta wiadomość nie zawiera tekstu.',
    attachments: 'Załączniki',
    inWebmail: 'Można je otworzyć w poczcie w przeglądarce.',
    openWebmail: 'Otwórz pocztę w przeglądarce',
  },
  error: {
    home: 'Strona główna',
    signIn: 'Zaloguj się',
    notFound: {
      title: 'Nic tu nie ma',
      lead: 'Ten adres donikąd nie prowadzi. Właściwe adresy są na stronie głównej.',
    },
    noMessage: {
      title: 'Tej wiadomości już nie ma',
      lead: 'Mogła zostać usunięta albo skrzynka demonstracyjna została uruchomiona od nowa i zawiera teraz inne wiadomości.',
    },
    wrongMethod: { title: 'Nie w ten sposób', lead: 'Tej strony nie można otworzyć w ten sposób.' },
    badForm: {
      title: 'Nie można odczytać formularza',
      lead: 'Należy wrócić, odświeżyć stronę i wysłać formularz ponownie.',
    },
    oldForm: {
      title: 'Ten formularz jest nieaktualny',
      lead: 'W tej przeglądarce ktoś się w międzyczasie zalogował lub wylogował albo przeglądarka nie zachowuje plików cookie tej strony. Należy wrócić, odświeżyć stronę i spróbować ponownie.',
    },
    foreignForm: {
      title: 'Ten formularz pochodzi z innego miejsca',
      lead: 'Wysłała go inna strona internetowa, więc nic nie zostało zrobione. Jeśli tak miało być, można to zrobić na stronach samej bramki.',
    },
    badReturn: {
      title: 'Nie wiadomo, dokąd wrócić',
      lead: 'Adres powrotny nie należy do rozszerzenia przeglądarki, więc nikogo nie zalogowano. Należy zacząć od nowa w rozszerzeniu.',
    },
    unpinned: {
      title: 'Nie dla tego rozszerzenia',
      lead: 'Administrator tej bramki wybrał, które rozszerzenia przeglądarki mogą się w niej logować, a tego wśród nich nie ma, więc nikogo nie zalogowano. Można poprosić administratora o jego dodanie.',
    },
    badKey: {
      title: 'Ten odnośnik już nie działa',
      lead: 'Może być niepełny lub mieć więcej niż miesiąc. Aby zobaczyć skrzynkę, należy się zalogować.',
    },
    foreignHost: {
      title: 'Nie pod tą nazwą',
      lead: 'Bramka odpowiada tylko pod adresem, który wyświetliła przy uruchomieniu.',
    },
    unsaved: {
      title: 'Wybór nie został zapisany',
      lead: 'Nie udało się go zapisać, więc nadal obowiązuje poprzedni. Należy wrócić i spróbować ponownie; jeśli znów się nie uda, trzeba powiadomić administratora tej bramki.',
    },
    refusedPassword: {
      title: 'Serwer poczty odrzuca hasło',
      lead: 'Administrator tej bramki musi podać jej właściwe hasło do tej skrzynki i uruchomić ją ponownie.',
    },
    unmarked: {
      title: 'Serwer poczty odmawia oznaczenia tej wiadomości jako przeczytanej',
      lead: 'Pozostaje nieprzeczytana: być może ta bramka ma tylko prawo odczytu. Można ją oznaczyć w poczcie w przeglądarce albo powiadomić administratora tej bramki.',
    },
    unreachable: {
      title: 'Nie można połączyć się z serwerem poczty',
      lead: 'Należy spróbować ponownie za kilka minut.',
    },
    unexpected: {
      title: 'Coś się nie powiodło',
      lead: 'Nie udało się odczytać skrzynki. Można spróbować ponownie za chwilę.',
    },
  },
};
