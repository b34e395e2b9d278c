import type { Category } from '../verdict.ts';
import type { Texts } from './texts.ts';

/** Wat elke categorie betekent, in het Nederlands. `recipient` leest degene aan wie is gemaild: gewone woorden, met "u". */
export const nl = {
  'recipient-unknown': {
    support: [
      'De ontvangende server zegt dat deze mailbox niet bestaat.',
      'Controleer het adres op typefouten en vraag de ontvanger om het juiste adres.',
    ],
    developer: [
      'De ontvangende server weigerde de ontvanger als onbekend.',
      'Stop met verzenden naar dit adres tot het is verbeterd; verbeter het bij de bron.',
    ],
    recipient: [
      'Ons bericht aan u kwam terug: het e-mailadres dat wij van u hebben bestaat niet.',
      'Geef uw huidige e-mailadres aan ons door.',
    ],
  },
  'recipient-moved': {
    support: [
      'De ontvangende server zegt dat deze mailbox is verhuisd en niets doorstuurt.',
      'Vraag de ontvanger om het nieuwe adres; misschien noemt de server het in zijn antwoord.',
    ],
    developer: [
      'De ontvangende server meldt dat de ontvanger is verhuisd, zonder doorsturen.',
      'Stop met verzenden naar dit adres; sla het nieuwe op zodra de ontvanger het heeft bevestigd.',
    ],
    recipient: [
      'Ons bericht aan u kwam terug: uw e-mailadres is veranderd en er wordt niets doorgestuurd.',
      'Geef uw nieuwe e-mailadres aan ons door.',
    ],
  },
  'recipient-disabled': {
    support: [
      'De mailbox bestaat, maar is uitgeschakeld, geblokkeerd of al lang niet gebruikt.',
      'Vraag de ontvanger langs een andere weg of de mailbox nog in gebruik is.',
    ],
    developer: [
      'De ontvangende server meldt de mailbox als uitgeschakeld of inactief.',
      'Herhaal niet meteen; geef het adres pas op als het antwoord hetzelfde blijft.',
    ],
    recipient: [
      'Ons bericht aan u kwam terug: uw mailbox staat op dit moment uit.',
      'Log in op uw mailbox, vraag het uw e-mailprovider of geef ons een ander adres.',
    ],
  },
  'address-syntax': {
    support: ['Er staan ongeldige tekens in het adres, of het is niet geschreven als een e-mailadres.', 'Verbeter het adres.'],
    developer: [
      'Het adres voldoet niet aan de regels voor e-mailadressen.',
      'Verbeter het adres en controleer adressen waar ze worden ingevoerd.',
    ],
    recipient: ['Het e-mailadres dat wij van u hebben is niet goed geschreven.', 'Geef uw e-mailadres opnieuw aan ons door.'],
  },
  'domain-unknown': {
    support: [
      'Het deel van het adres achter de @ bestaat niet, vaak door een typefout.',
      'Controleer dat deel letter voor letter en vraag de ontvanger om het juiste adres.',
    ],
    developer: [
      'Het domein van de ontvanger bestaat niet in de DNS, of de ontvangende kant kent het niet.',
      'Stop met verzenden naar dit domein tot het adres is verbeterd.',
    ],
    recipient: [
      'Ons bericht kon niet worden verstuurd: het deel achter de @ van uw e-mailadres bestaat niet.',
      'Geef uw e-mailadres opnieuw aan ons door.',
    ],
  },
  'domain-no-mail': {
    support: [
      'Het domein van het adres heeft geen mailserver, of verklaart dat het geen mail aanneemt.',
      'Controleer het adres op een typefout en vraag de ontvanger om een ander adres.',
    ],
    developer: [
      'Het domein heeft geen MX- en geen adresrecord, een null MX (RFC 7505) of een server die geen mail aanneemt (RFC 7504).',
      'Stop met verzenden naar dit domein tot het adres is verbeterd.',
    ],
    recipient: [
      'Ons bericht kon niet worden bezorgd: op het deel achter de @ van uw adres kan geen e-mail worden ontvangen.',
      'Geef ons een ander e-mailadres.',
    ],
  },
  'mailbox-full': {
    support: [
      'De mailbox van de ontvanger is vol.',
      'Laat het de ontvanger langs een andere weg weten en verstuur opnieuw zodra er ruimte is.',
    ],
    developer: [
      'De ontvangende server meldt dat de mailbox boven zijn quotum zit.',
      'Het bericht kan weer gaan zodra er ruimte is. Onderdruk het adres hier niet voor.',
    ],
    recipient: [
      'Uw mailbox is vol, daarom kon ons bericht niet worden bezorgd.',
      'Maak ruimte in uw mailbox; daarna kunnen wij het bericht opnieuw sturen.',
    ],
  },
  greylisted: {
    support: [
      'De ontvangende server vraagt om even later een tweede poging; dat doet hij bij afzenders die hij nog niet kent.',
      'Niets te doen: het bericht wordt normaal vanzelf opnieuw aangeboden.',
    ],
    developer: [
      'De ontvangende server gebruikt greylisting.',
      'Probeer het na enkele minuten opnieuw vanaf hetzelfde adres, met dezelfde afzender en ontvanger.',
    ],
    recipient: [
      'Uw e-mailprovider vroeg ons om ons bericht later opnieuw aan te bieden.',
      'Niets te doen; het bericht komt misschien iets later.',
    ],
  },
  'rate-limited': {
    support: [
      'Er kwamen te veel berichten of verbindingen tegelijk, daarom vraagt de ontvangende server om het rustiger aan te doen.',
      'Niets te doen voor deze ontvanger; de verzendende kant moet langzamer verzenden en het opnieuw proberen.',
    ],
    developer: [
      'De ontvangende server begrenst het tempo of het aantal verbindingen of ontvangers.',
      'Verlaag het tempo en het aantal verbindingen en ontvangers tegelijk, en probeer het later opnieuw.',
    ],
    recipient: ['Uw e-mailprovider kon niet zoveel mail tegelijk aannemen.', 'Niets te doen; wij proberen het later opnieuw.'],
  },
  'remote-error': {
    support: [
      'De ontvangende server heeft op dit moment zelf een storing.',
      'Probeer het later opnieuw. Laat het de ontvanger langs een andere weg weten als het blijft.',
    ],
    developer: [
      'De ontvangende server meldt een fout aan zijn kant.',
      'Laat de verzendende server het met steeds langere tussenpozen opnieuw proberen.',
    ],
    recipient: [
      'Er was een storing bij uw e-mailprovider, daarom kon ons bericht niet worden bezorgd.',
      'Nog niets te doen. Vraag het uw e-mailprovider als het blijft.',
    ],
  },
  'remote-full': {
    support: [
      'De ontvangende server heeft geen ruimte meer; dit gaat niet alleen over de mailbox van de ontvanger.',
      'Probeer het later opnieuw.',
    ],
    developer: [
      'Het ontvangende systeem heeft geen opslag of andere middelen meer.',
      'Laat de verzendende server het met steeds langere tussenpozen opnieuw proberen.',
    ],
    recipient: [
      'Uw e-mailprovider heeft op dit moment geen ruimte voor nieuwe berichten.',
      'Nog niets te doen. Vraag het uw e-mailprovider als het blijft.',
    ],
  },
  'local-delivery-error': {
    support: [
      'De ontvangende server had het bericht maar kon het niet in de mailbox zetten.',
      'Probeer het later opnieuw. Vraag het de mailbeheerder van de ontvanger als het blijft.',
    ],
    developer: [
      'Een programma of bestand van de lokale aflevering aan de ontvangende kant faalde.',
      'Een latere poging kan slagen; de oorzaak ligt aan de ontvangende kant.',
    ],
    recipient: ['Uw e-mailprovider kon ons bericht niet in uw mailbox zetten.', 'Vraag uw e-mailprovider om ernaar te kijken.'],
  },
  'network-error': {
    support: [
      'Er kon geen werkende verbinding met de ontvangende server worden gemaakt.',
      'Probeer het later opnieuw. Controleer het domein van het adres als het blijft.',
    ],
    developer: [
      'De verbinding mislukte: geen antwoord, een verbroken verbinding, voorlopig geen resultaat bij het opzoeken van de naam, of een lus.',
      'Laat de verzendende server het opnieuw proberen; controleer netwerk en naamservice van de verzendende kant als veel domeinen geraakt worden.',
    ],
    recipient: [
      'Wij konden de e-maildienst van uw provider niet bereiken.',
      'Nog niets te doen. Vraag het uw e-mailprovider als het blijft.',
    ],
  },
  expired: {
    support: [
      'Het bericht is steeds opnieuw geprobeerd tot de tijd om was. Het is niet bezorgd.',
      'Verstuur het opnieuw of laat het de ontvanger langs een andere weg weten.',
    ],
    developer: [
      'De tijd voor nieuwe pogingen liep af zonder definitief antwoord.',
      'Zoek in de eerdere antwoorden naar de oorzaak voordat u opnieuw verzendt.',
    ],
    recipient: [
      'Wij hebben lang geprobeerd ons bericht bij u te bezorgen, zonder succes.',
      'Vraag uw e-mailprovider of er een storing was, of geef ons een ander adres.',
    ],
  },
  'protocol-error': {
    support: ['De twee mailservers begrepen elkaar niet.', 'Geef dit door aan wie de verzending beheert.'],
    developer: [
      'De ontvangende server weigerde een opdracht of optie van ons.',
      'Vergelijk het gesprek met de standaard; controleer recente wijzigingen van de verzendende server.',
    ],
    recipient: ['Ons bericht kon door een technisch probleem niet worden bezorgd.', 'Niets te doen; wij zoeken het uit.'],
  },
  'message-too-large': {
    support: [
      'Het bericht is groter dan de ontvangende server toelaat, meestal door een bijlage.',
      'Verstuur het zonder bijlage of deel het bestand via een link.',
    ],
    developer: [
      'Het bericht overschrijdt een maximale grootte aan de ontvangende kant.',
      'Verklein het; bijlagen groeien onderweg met ongeveer een derde.',
    ],
    recipient: ['Ons bericht was te groot voor uw mailbox.', 'Vraag ons om een kleinere versie of een link naar het bestand.'],
  },
  'recipient-filter': {
    support: [
      'De kant van de ontvanger laat dit bericht niet door naar deze ontvanger.',
      'Vraag de ontvanger langs een andere weg of mail van ons is toegestaan.',
    ],
    developer: [
      'Een filter of instelling van de ontvanger weigerde het bericht; het antwoord bewijst niet dat het adres dood is.',
      'Houd het adres; verander de route niet om het filter te ontwijken.',
    ],
    recipient: [
      'Uw mailbox liet ons bericht niet door.',
      'Sta ons adres toe in uw mailbox of vraag uw e-mailprovider dat te doen.',
    ],
  },
  policy: {
    support: [
      'De ontvangende server weigerde het bericht om een eigen regel.',
      'Geef dit door aan wie de verzending beheert, met het volledige antwoord.',
    ],
    developer: [
      'Beleid van de ontvangende kant weigerde het bericht; het adres zelf staat niet ter discussie.',
      'Zoek de regel in het antwoord; vraag het de beheerder van de ontvangende kant als die niet genoemd wordt.',
    ],
    recipient: [
      'Uw e-mailprovider weigerde ons bericht om een van zijn regels.',
      'Niets te doen; vraag uw e-mailprovider onze berichten toe te staan als het blijft.',
    ],
  },
  'ip-blocked': {
    support: [
      'De ontvangende server weigert mail van de server waarmee wij verzenden.',
      'Geef dit door aan wie de verzending beheert; de ontvanger kan er niets aan doen.',
    ],
    developer: [
      'Het IP-adres of de naam van de verzendende server is geblokkeerd of staat op een lijst.',
      'Zoek het adres op in de lijst die het antwoord noemt, neem de oorzaak weg en vraag om verwijdering.',
    ],
    recipient: [
      'Uw e-mailprovider weigerde ons bericht omdat hij onze mailserver op dit moment niet vertrouwt.',
      'Niets te doen; wij zoeken het uit.',
    ],
  },
  reputation: {
    support: [
      'De ontvangende kant vertrouwt onze verzending op dit moment te weinig, bijvoorbeeld na klachten.',
      'Geef dit door aan wie de verzending beheert; de ontvanger kan er niets aan doen.',
    ],
    developer: [
      'De reputatie van het IP-adres of domein is te laag bij de ontvangende kant.',
      'Verstuur minder en alleen aan wie het wil, bekijk klachten en raadpleeg de postmasterpagina van de provider.',
    ],
    recipient: [
      'Uw e-mailprovider weigerde ons bericht omdat hij onze berichten op dit moment te weinig vertrouwt.',
      'Niets te doen; wij zoeken het uit.',
    ],
  },
  'sender-rejected': {
    support: [
      'De ontvangende server weigert ons afzenderadres.',
      'Geef dit door aan wie de verzending beheert; het adres van de ontvanger is niet het probleem.',
    ],
    developer: [
      'Het afzenderadres of het domein ervan bestaat niet, neemt geen mail aan of mag niet worden gebruikt.',
      'Gebruik een bestaand afzenderadres, waarvan het domein een MX-record heeft en dat deze server mag gebruiken.',
    ],
    recipient: ['Uw e-mailprovider weigerde ons bericht vanwege ons afzenderadres.', 'Niets te doen; wij zoeken het uit.'],
  },
  'relay-denied': {
    support: [
      'De server geeft geen mail door voor dit domein, of niet voor ons.',
      'Geef dit door aan wie de verzending beheert; het kan ook een instelling van de ontvangende kant zijn.',
    ],
    developer: [
      'De server weigert door te sturen: hij is niet verantwoordelijk voor het domein of wil dat wij eerst inloggen.',
      'Controleer de MX-records van het domein, de route en het inloggen; kloppen die, dan moet de ontvangende kant zijn instellingen herstellen.',
    ],
    recipient: [
      'Ons bericht kwam bij een mailserver die geen mail voor uw adres verwerkt.',
      'Vraag uw e-mailprovider de instellingen van uw adres te controleren.',
    ],
  },
  'ptr-missing': {
    support: [
      'De ontvangende server kan de naam van onze mailserver niet controleren.',
      'Geef dit door aan wie de verzending beheert.',
    ],
    developer: [
      'Het IP-adres heeft geen reverse DNS (PTR), of die past niet bij de naam in HELO.',
      'Stel een PTR-record in dat terugleidt naar hetzelfde IP-adres en gebruik die naam in HELO.',
    ],
    recipient: [
      'Uw e-mailprovider weigerde ons bericht door een instelling van onze mailserver.',
      'Niets te doen; wij zoeken het uit.',
    ],
  },
  'credentials-or-tls': {
    support: [
      'De twee mailservers werden het niet eens over inloggen of versleuteling.',
      'Geef dit door aan wie de verzending beheert.',
    ],
    developer: [
      'SMTP AUTH of TLS werd gevraagd en ontbrak, of mislukte.',
      'Controleer inloggegevens, certificaten, protocolversies, MTA-STS en DANE.',
    ],
    recipient: [
      'Ons bericht kon niet worden bezorgd omdat er geen veilige verbinding tot stand kwam.',
      'Niets te doen; wij zoeken het uit.',
    ],
  },
  'auth-failure': {
    support: [
      'De ontvangende server kon niet vaststellen dat het bericht echt van ons domein kwam.',
      'Laat de instellingen van het afzenderdomein controleren (SPF, DKIM en DMARC).',
    ],
    developer: [
      'SPF, DKIM, DMARC of ARC faalde voor het afzenderdomein.',
      'Publiceer SPF voor de verzendende servers, onderteken met DKIM voor het From-domein en controleer het DMARC-beleid.',
    ],
    recipient: [
      'Uw e-mailprovider kon niet vaststellen dat ons bericht echt van ons kwam.',
      'Niets te doen; wij zoeken het uit.',
    ],
  },
  'spam-content': {
    support: [
      'Een spamfilter weigerde het bericht.',
      'Bekijk tekst en links van het bericht of vraag de ontvanger ons adres toe te staan.',
    ],
    developer: [
      'De ontvangende kant beschouwde het bericht als spam.',
      'Controleer inhoud, links, adressenbestand en authenticatie.',
    ],
    recipient: [
      'Uw e-mailprovider zag ons bericht aan voor ongewenste mail.',
      'Zet ons adres bij uw contacten of vraag uw e-mailprovider onze berichten toe te staan.',
    ],
  },
  virus: {
    support: [
      'Een virusfilter weigerde het bericht.',
      'Laat het bericht en de bijlagen controleren voordat u het opnieuw verstuurt.',
    ],
    developer: [
      'De ontvangende kant vond schadelijke software of een verboden bijlage in het bericht.',
      'Scan de bijlage en het systeem waar die vandaan komt; verstuur niet ongecontroleerd opnieuw.',
    ],
    recipient: [
      'Uw e-mailprovider weigerde ons bericht vanwege de bijlage.',
      'Vraag ons het bestand op een andere manier te sturen.',
    ],
  },
  'content-rejected': {
    support: [
      'De ontvangende server weigerde de vorm of inhoud van het bericht.',
      'Bekijk bijlagen, links en kopregels en verstuur het in een andere vorm.',
    ],
    developer: [
      'Het bericht werd geweigerd om inhoud, kopregels of bijlagen.',
      'Toets het aan RFC 5322 en aan de regel die het antwoord noemt.',
    ],
    recipient: ['Uw e-mailprovider weigerde de inhoud van ons bericht.', 'Vraag ons het op een andere manier te sturen.'],
  },
  suppressed: {
    support: [
      'Het bericht is niet verstuurd, omdat dit adres op een onderdrukkingslijst staat.',
      'Bekijk de oorzaak van de blokkade; hef die alleen op als de oorzaak weg is.',
    ],
    developer: [
      'De verzenddienst hield het bericht tegen vanwege een eerdere bounce, klacht of afmelding.',
      'Filter onderdrukte adressen vóór het verzenden.',
    ],
    recipient: [
      'Wij hebben het bericht niet verstuurd omdat eerdere berichten aan u mislukten of ongewenst waren.',
      'Laat het ons weten als u onze berichten weer wilt ontvangen.',
    ],
  },
  complaint: {
    support: [
      'De ontvanger heeft een bericht van ons als ongewenst gemarkeerd.',
      'Verstuur niets meer naar dit adres, tenzij de ontvanger erom vraagt.',
    ],
    developer: [
      'Een feedbackrapport zegt dat de ontvanger het bericht als spam markeerde.',
      'Stop deze stroom naar het adres; kijk naar toestemming en frequentie.',
    ],
    recipient: ['U hebt een bericht van ons als ongewenst gemarkeerd.', 'Laat het ons weten als dat een vergissing was.'],
  },
  'auto-reply': {
    support: ['Er kwam een automatisch antwoord, bijvoorbeeld vanwege vakantie. Het bericht is ontvangen.', 'Niets te doen.'],
    developer: [
      'De mail is een automatisch antwoord, geen mislukte aflevering.',
      'Tel het niet als bounce en beantwoord het niet.',
    ],
    recipient: ['Uw mailbox beantwoordde ons bericht automatisch.', 'Niets te doen.'],
  },
  'challenge-response': {
    support: [
      'De mailbox van de ontvanger vraagt ons te bevestigen dat een mens het bericht stuurde.',
      'Bevestig één keer, als het antwoord echt van de ontvanger komt.',
    ],
    developer: [
      'Een systeem houdt het bericht vast tot de afzender bevestigt.',
      'Laat een mens beslissen; bevestig nooit automatisch.',
    ],
    recipient: [
      'Uw mailbox vraagt ons het bericht te bevestigen voordat het wordt doorgelaten.',
      'Sta ons adres toe in uw mailbox.',
    ],
  },
  delivered: {
    support: [
      'De ontvangende server heeft het bericht geaccepteerd. Waar het daarna terechtkwam, is niet bekend.',
      'Niets te doen.',
    ],
    developer: ['De ontvangende server nam de verantwoordelijkheid voor het bericht over.', 'Niets te doen.'],
    recipient: ['Uw e-mailprovider heeft ons bericht aangenomen.', 'Kijk in uw map voor ongewenste mail als u het niet ziet.'],
  },
  relayed: {
    support: [
      'Het bericht is doorgegeven aan een server die geen verdere berichten stuurt.',
      'Niets te doen; of het aankwam is niet bekend.',
    ],
    developer: [
      'Het bericht is doorgegeven aan een systeem zonder bezorgberichten.',
      'Niets te doen; er komt geen verder rapport.',
    ],
    recipient: ['Ons bericht is doorgegeven aan uw e-mailprovider.', 'Kijk in uw map voor ongewenste mail als u het niet ziet.'],
  },
  delayed: {
    support: ['Het bericht is nog niet bezorgd; het wordt nog geprobeerd.', 'Nog niets te doen.'],
    developer: [
      'De aflevering is vertraagd en de meldende server blijft proberen.',
      'Wacht op het eindrapport; stuur geen tweede exemplaar.',
    ],
    recipient: ['Ons bericht aan u is onderweg maar vertraagd.', 'Nog niets te doen.'],
  },
  displayed: {
    support: ['Het mailprogramma van de ontvanger meldt dat het bericht is getoond.', 'Niets te doen.'],
    developer: ['Een leesbericht zegt dat het bericht is getoond.', 'Niets te doen.'],
    recipient: ['Uw mailprogramma liet ons weten dat het bericht is getoond.', 'Niets te doen.'],
  },
  'unsubscribe-request': {
    support: [
      'De ontvanger vraagt om van de lijst gehaald te worden.',
      'Haal het adres van de lijst en bevestig dat als erom wordt gevraagd.',
    ],
    developer: ['De mail is een verzoek tot afmelding.', 'Onderdruk het adres voor deze stroom.'],
    recipient: ['U hebt ons gevraagd deze berichten niet meer te sturen.', 'Niets te doen; wij sturen ze niet meer.'],
  },
  'not-a-report': {
    support: ['Deze mail zegt niets over een aflevering.', 'Lees het als gewone mail.'],
    developer: ['De mail is geen rapport.', 'Geef het aan een mens of een mailbox.'],
    recipient: ['Wij hebben uw bericht ontvangen.', 'Niets te doen.'],
  },
  unknown: {
    support: [
      'Het antwoord zegt niet waarom het bericht niet is aangenomen.',
      'Lees het antwoord zelf; vraag het de beheerder van de ontvangende kant als het ertoe doet.',
    ],
    developer: [
      'Geen regel herkent dit antwoord, of het noemt geen oorzaak.',
      'Houd het adres. Bekijk het antwoord en stel er een regel voor op.',
    ],
    recipient: ['Ons bericht kon niet worden bezorgd en wij weten nog niet waarom.', 'Nog niets te doen; wij zoeken het uit.'],
  },
} as const satisfies Record<Category, Texts>;
