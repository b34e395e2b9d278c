import type { NonEmpty } from '../../rule.ts';
import { providerPlugin } from '../provider.ts';

/** `AUP#I-1000` and `AUP#In-1310` for incoming, `AUP#O…` for outgoing; every number of a range of the provider's table. */
function numbers(from: number, to: number): NonEmpty<string> {
  const others: string[] = [];
  for (let number = from + 10; number <= to; number += 10) others.push(`aup#…${number}`);
  return [`aup#…${from}`, ...others];
}

const negative: NonEmpty<string> = ['550 5.1.0 sender rejected, see error codes AUP#CDRBL'];

/** Charter, Time Warner Cable and RoadRunner. Cox uses the same mark with other codes, so these are bound to the hosts. */
export const spectrum = providerPlugin({
  id: 'spectrum',
  name: 'Spectrum (Charter, RoadRunner)',
  mxSuffixes: ['.charter.net', '.spectrum.net', '.rr.com', '.twc.com'],
  source: 'https://www.spectrumbusiness.net/support/internet/understanding-email-error-codes',
  rules: [
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { phrases: [...numbers(1000, 1000), ...numbers(1200, 1250)] },
      hostBound: true,
      positive: [
        '554 ERROR: Mail Refused - 203.0.113.7 - See AUP#I-1000',
        '554 blocked AUP#In-1220',
        '554 AUP#1200',
        '554 AUP#1210',
        '554 AUP#1230',
        '554 AUP#1240',
        '554 AUP#1250',
      ],
      negative,
    },
    {
      what: 'sender-blocked',
      category: 'sender-rejected',
      when: { phrases: [...numbers(1010, 1080), ...numbers(1500, 1520)] },
      hostBound: true,
      positive: [
        '550 5.1.0 <info@example.org> sender rejected. Please see AUP#O-1010',
        '550 5.1.0 AUP#1020',
        '550 5.1.0 AUP#1030',
        '550 5.1.0 AUP#1040',
        '550 5.1.0 AUP#1050',
        '550 5.1.0 AUP#1060',
        '550 5.1.0 AUP#1070',
        '550 5.1.0 AUP#1080',
        '550 5.1.0 AUP#1500',
        '550 5.1.0 AUP#1510',
        '550 5.1.0 AUP#1520',
      ],
      negative,
    },
    {
      what: 'busy',
      category: 'remote-error',
      when: { phrases: numbers(1090, 1090) },
      hostBound: true,
      positive: ['421 4.3.0 Try again later AUP#I-1090'],
      negative,
    },
    {
      what: 'reverse-dns',
      category: 'ptr-missing',
      when: { phrases: numbers(1100, 1150) },
      hostBound: true,
      positive: ['554 Refused AUP#In-1130', '554 AUP#1100', '554 AUP#1110', '554 AUP#1120', '554 AUP#1140', '554 AUP#1150'],
      negative,
    },
    {
      what: 'security-policy',
      category: 'policy',
      when: { phrases: [...numbers(1160, 1190), ...numbers(1560, 1560)] },
      hostBound: true,
      positive: [
        '550 5.7.1 Refused AUP#I-1160',
        '550 5.7.1 AUP#1170',
        '550 5.7.1 AUP#1180',
        '550 5.7.1 AUP#1190',
        '550 5.7.1 AUP#1560',
      ],
      negative,
    },
    {
      what: 'ipv6',
      category: 'policy',
      when: { phrases: numbers(1260, 1260) },
      hostBound: true,
      remedy: {
        en: 'Send over IPv4: this provider takes no mail over IPv6.',
        nl: 'Verzend over IPv4: deze provider neemt geen mail over IPv6 aan.',
      },
      positive: ['554 Refused AUP#Out-1260'],
      negative,
    },
    {
      what: 'rate',
      category: 'rate-limited',
      when: { phrases: [...numbers(1300, 1490), ...numbers(1540, 1550), ...numbers(1580, 1580)] },
      hostBound: true,
      positive: [
        '421 4.7.0 Too many AUP#In-1310',
        '452 4.5.3 Too many AUP#I-1580',
        '421 4.7.0 AUP#1300',
        '421 4.7.0 AUP#1320',
        '421 4.7.0 AUP#1330',
        '421 4.7.0 AUP#1340',
        '421 4.7.0 AUP#1350',
        '421 4.7.0 AUP#1360',
        '421 4.7.0 AUP#1370',
        '421 4.7.0 AUP#1380',
        '421 4.7.0 AUP#1390',
        '421 4.7.0 AUP#1400',
        '421 4.7.0 AUP#1410',
        '421 4.7.0 AUP#1420',
        '421 4.7.0 AUP#1430',
        '421 4.7.0 AUP#1440',
        '421 4.7.0 AUP#1450',
        '421 4.7.0 AUP#1460',
        '421 4.7.0 AUP#1470',
        '421 4.7.0 AUP#1480',
        '421 4.7.0 AUP#1490',
        '421 4.7.0 AUP#1540',
        '421 4.7.0 AUP#1550',
      ],
      negative,
    },
    {
      what: 'message-too-large',
      category: 'message-too-large',
      when: { phrases: numbers(1530, 1530) },
      hostBound: true,
      positive: ['552 5.3.4 Refused AUP#I-1530'],
      negative,
    },
  ],
});
