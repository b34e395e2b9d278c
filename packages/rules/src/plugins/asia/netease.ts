import { providerPlugin } from '../provider.ts';

/** 163.com, 126.com and yeah.net: two letters, a colon and three letters behind the reply code. */
export const netease = providerPlugin({
  id: 'netease',
  name: 'NetEase (163, 126)',
  mxSuffixes: ['.netease.com', '.163.com', '.126.com'],
  source: 'https://biecuoliao.com/pa/MBRrwEM.html',
  rules: [
    {
      what: 'wrong-addresses',
      category: 'reputation',
      when: { phrases: ['hl:rep', 'hl:mep'] },
      remedy: {
        en: 'Have the sending side remove addresses that do not exist and send from domains that do.',
        nl: 'Laat de verzendende kant niet-bestaande adressen verwijderen en verzenden vanaf domeinen die wel bestaan.',
      },
      positive: ['421 HL:REP 163 mx1,4711', '421 HL:MEP'],
      negative: ['421 HL:ICC 163 mx1,4711'],
    },
    {
      what: 'rate',
      category: 'rate-limited',
      when: { phrases: ['hl:icc', 'hl:ifc', 'mi:dmc', 'rp:drc', 'mi:sfq', 'rp:qrc'] },
      positive: [
        '421 HL:ICC 163 mx1,4711',
        '451 MI:SFQ 163 mx1,4711',
        '450 MI:DMC 163 mx1,4711',
        '421 HL:IFC',
        '421 RP:DRC',
        '421 RP:QRC',
      ],
      negative: ['421 HL:REP 163 mx1,4711'],
    },
    {
      what: 'commands',
      category: 'protocol-error',
      when: { phrases: ['mi:cel', 'mi:ccl', 'rp:cel', 'rp:ccl'] },
      positive: ['450 MI:CEL 163 mx1,4711', '450 MI:CCL', '450 RP:CEL', '450 RP:CCL'],
      negative: ['450 MI:DMC 163 mx1,4711'],
    },
    {
      what: 'host-listed',
      category: 'ip-blocked',
      when: { phrases: ['dt:rbl', 'wm:bli', 'mi:ipb', 'hl:ipb', 'hl:ihu'] },
      positive: ['450 DT:RBL 163 mx1,4711', '450 WM:BLI 163 mx1,4711', '450 MI:IPB', '450 HL:IPB', '450 HL:IHU'],
      negative: ['450 WM:BLU 163 mx1,4711'],
    },
    {
      what: 'sender-not-allowed',
      category: 'sender-rejected',
      when: { phrases: ['wm:blu', 'mi:spb'] },
      positive: ['450 WM:BLU 163 mx1,4711', '450 MI:SPB'],
      negative: ['450 WM:BLI 163 mx1,4711'],
    },
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { phrases: ['dt:spm'] },
      positive: ['554 DT:SPM 163 mx1,4711', '451 DT:SPM 163 mx1,4711,please try again'],
      negative: ['554 DT:RBL 163 mx1,4711'],
    },
  ],
});
