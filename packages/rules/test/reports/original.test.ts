import { describe, expect, test } from 'vitest';
import { judgeOrigin, readReport } from '../../src/reports/index.ts';
import { isoDate } from '../../src/reports/original.ts';
import { hostsOf } from '../../src/reports/received.ts';
import { verpRecipient } from '../../src/reports/verp.ts';
import { bytes, feedback, report, returnedHeader, textMail } from './samples.ts';

const ours = { ownDomains: ['zorg.example.nl'], ownHosts: ['mail.example.org', '192.0.2.7'] };
const fields = 'Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; anna@example.com\nAction: failed\nStatus: 5.1.1';
const returning = (header: string) => readReport(bytes(report({ fields, returned: `${header}\n` })));

describe('the recipient in a return path', () => {
  test.each<[string, string | null]>([
    ['bounce+ann=example.com@zorg.example.nl', 'ann@example.com'],
    ['bounce-ann=example.com@zorg.example.nl', 'ann@example.com'],
    ['nieuws-bounces-ann=example.com@zorg.example.nl', 'ann@example.com'],
    ['list-return-117-ann=example.com@zorg.example.nl', 'ann@example.com'],
    ['bounces+1234567-a1b2-ann=example.com@em.example.nl', 'ann@example.com'],
    ['bounces+ann-marie=example.com@zorg.example.nl', 'ann-marie@example.com'],
    ['bounce-ann-marie=example.com@zorg.example.nl', 'ann-marie@example.com'],
    ['bounces+ann.de.wit+x=sub.example.com@zorg.example.nl', 'ann.de.wit+x@sub.example.com'],
    ['prvs=0123456789=ann@example.com', null],
    ['SRS0=abcd=TT=example.com=ann@forwarder.example.net', null],
    ['SRS1=abcd=forwarder.example==xyz=TT=example.com=ann@a.example', null],
    ['ann@example.com', null],
    ['a=b@example.com', null],
    ['bounce+ann=localhost@zorg.example.nl', null],
  ])('%s: %s', (path, recipient) => {
    expect(verpRecipient(path)).toBe(recipient);
  });
});

describe('hosts of Received fields', () => {
  test.each<[string, string, string[]]>([
    [
      'Postfix',
      'from mail.example.org (mx.example.net [203.0.113.9]) by in.example.com (Postfix) with ESMTPS id 1; Mon, 2 Nov 2026 10:00:00 +0100',
      ['mx.example.net', '203.0.113.9', 'in.example.com'],
    ],
    [
      'qmail',
      'from unknown (HELO mail.example.org) (203.0.113.9) by in.example.com with SMTP',
      ['203.0.113.9', 'in.example.com'],
    ],
    [
      'Exim',
      'from mx.example.net ([203.0.113.9] helo=mail.example.org) by in.example.com with esmtp (Exim 4.97)',
      ['mx.example.net', '203.0.113.9', 'in.example.com'],
    ],
    ['no comment', 'from mx.example.net by in.example.com. id 1', ['mx.example.net', 'in.example.com']],
    ['IPv6', 'from x ([IPv6:2001:db8::25:1]) by in.example.com', ['2001:db8::25:1', 'in.example.com']],
    ['local', 'by in.example.com (Postfix, from userid 33) id 1', ['in.example.com']],
    ['nonsense', 'from from by by', []],
  ])('%s', (_, value, hosts) => {
    expect(hostsOf([value])).toEqual(hosts);
  });
});

describe('what ties a report to its mail', () => {
  test('the returned header', () => {
    const { original, signs } = returning(`Return-Path: <bounces+anna=example.com@zorg.example.nl>
Received: from app1.example.org (app1.example.org [192.0.2.7])
\t(Authenticated sender: afspraken@zorg.example.nl)
\tby mail.example.org (Postfix) with ESMTPSA id 1; Mon, 2 Nov 2026 09:59:00 +0100
DKIM-Signature: v=1; a=rsa-sha256; d=zorg.example.nl; s=k1; b=x
Feedback-ID: 17:afspraken:zorg:example
List-Id: Afspraken <afspraken.zorg.example.nl>
Date: Mon, 2 Nov 2026 09:59:00 +0100
${returnedHeader}`);
    expect(original).toEqual({
      messageId: 'afspraak-1@zorg.example.nl',
      envelopeId: null,
      from: 'afspraken@zorg.example.nl',
      subject: 'Uw afspraak bij café zorg',
      feedbackId: '17:afspraken:zorg:example',
      returnPath: 'bounces+anna=example.com@zorg.example.nl',
      recipientFromVerp: 'anna@example.com',
      date: '2026-11-02T08:59:00.000Z',
      listId: 'afspraken.zorg.example.nl',
      authenticatedSender: 'afspraken@zorg.example.nl',
      hosts: ['app1.example.org', '192.0.2.7', 'mail.example.org'],
      signedBy: ['zorg.example.nl'],
    });
    expect(signs).toEqual(['authenticated-sender']);
  });

  test('In-Reply-To or References where nothing is returned', () => {
    const bare = report({ fields, returned: '' }, { more: ['In-Reply-To: <afspraak-2@zorg.example.nl>'] });
    expect(readReport(bytes(bare)).original.messageId).toBe('afspraak-2@zorg.example.nl');
    const threaded = report({ fields, returned: '' }, { more: ['References: <a@x.example> <afspraak-3@zorg.example.nl>'] });
    expect(readReport(bytes(threaded)).original.messageId).toBe('afspraak-3@zorg.example.nl');
    expect(readReport(bytes(threaded)).signs).toEqual(['no-returned-header']);
  });

  test('the address that the report was delivered for', () => {
    for (const name of ['Delivered-To', 'X-Original-To', 'Envelope-To']) {
      const mail = report({ fields, returned: '' }, { more: [`${name}: bounces+anna=example.com@zorg.example.nl`] });
      expect(readReport(bytes(mail)).original.recipientFromVerp).toBe('anna@example.com');
    }
  });

  test('the fields of a feedback report', () => {
    const mail = feedback
      .replace('Source-IP:', 'CFBL-Feedback-ID: 111:222:333\nOriginal-Envelope-Id: QQ1\nSource-IP:')
      .replace('Message-ID: <afspraak', 'CFBL-Feedback-ID: 444\nMessage-ID: <afspraak');
    expect(readReport(bytes(mail)).original).toMatchObject({
      envelopeId: 'QQ1',
      feedbackId: '111:222:333',
      returnPath: 'bounce@zorg.example.nl',
    });
  });
});

test.each<[string, string | null]>([
  ['Mon, 2 Nov 2026 10:00:00 +0100', '2026-11-02T09:00:00.000Z'],
  ['Mon, 2 Nov 2026 10:00:00 +0900 (JST)', '2026-11-02T01:00:00.000Z'],
  ['Mon, 2 Nov 2026 10:00:00 GMT', '2026-11-02T10:00:00.000Z'],
  ['Mon Nov  2 10:00:00 2026', '2026-11-02T10:00:00.000Z'],
  ['some day', null],
  ['', null],
])('the date %j is %s wherever we are', (value, iso) => {
  expect(isoDate(value)).toBe(iso);
});

describe('signs', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'an account in a field of its own',
      `X-Authenticated-Sender: host7.example.org: lek@zorg.example.nl\n${returnedHeader}`,
      ['authenticated-sender', 'authenticated-other'],
    ],
    [
      'an account by Exim',
      `X-Get-Message-Sender-Via: host7.example.org: authenticated_id: afspraken@zorg.example.nl\n${returnedHeader}`,
      ['authenticated-sender'],
    ],
    ['a script', `X-PHP-Originating-Script: 33:x.php\n${returnedHeader}`, ['web-script']],
    [
      'a Message-ID made elsewhere',
      returnedHeader.replace('afspraak-1@zorg.example.nl', 'x@spam.example'),
      ['foreign-message-id'],
    ],
    ['a return path elsewhere', `Return-Path: <a@spam.example>\n${returnedHeader}`, ['foreign-return-path']],
    ['a Message-ID made next door', returnedHeader.replace('1@zorg.example.nl', '1@mail.example.nl'), []],
    ['nothing returned', 'X: y', []],
  ])('%s', (_, header, signs) => {
    expect(returning(header).signs).toEqual(signs);
  });

  test('answers return nothing and show nothing', () => {
    const mail = textMail('x', { from: 'anna@example.com', subject: 'Afwezig', more: ['Auto-Submitted: auto-replied'] });
    expect(readReport(bytes(mail)).signs).toEqual([]);
  });
});

describe('whose mail it was', () => {
  const forged = `Received: from mail.example.org (unknown [203.0.113.9]) by mx1.example.com with SMTP; Mon, 2 Nov 2026 09:59:00 +0100
${returnedHeader.replace('afspraak-1@zorg.example.nl', 'x1@spam.example')}`;
  test.each<[string, string, string, string[]]>([
    ['our own', returnedHeader, 'ours', ['message-id-ours']],
    [
      'handled by our host',
      `Received: from a by mail.example.org; x\n${returnedHeader}`,
      'ours',
      ['host-ours', 'message-id-ours'],
    ],
    [
      'handled by our address',
      `Received: from x ([192.0.2.7]) by mx.example.com; x\nFrom: a@zorg.example.nl`,
      'ours',
      ['host-ours'],
    ],
    ['sent in our name', forged, 'backscatter', ['message-id-foreign', 'hosts-foreign']],
    [
      'a copied Message-ID',
      forged.replace('x1@spam.example', 'afspraak-1@zorg.example.nl'),
      'unsure',
      ['message-id-ours', 'hosts-foreign'],
    ],
    [
      'sent with a stolen password',
      `Received: from x ([203.0.113.9]) (Authenticated sender: a@zorg.example.nl) by smtp.host.example; x\nFrom: a@zorg.example.nl\nMessage-ID: <1@spam.example>`,
      'ours',
      ['authenticated-ours', 'message-id-foreign', 'hosts-foreign'],
    ],
    [
      'a stranger’s mail',
      'From: piet@other.example\nMessage-ID: <1@other.example>',
      'backscatter',
      ['message-id-foreign', 'from-foreign'],
    ],
    [
      'signed by us at a provider',
      'Received: from a.esp.example by mx.example.com; x\nDKIM-Signature: d=zorg.example.nl; s=x\nMessage-ID: <1@esp.example>\nFrom: a@zorg.example.nl',
      'ours',
      ['signed-by-us', 'message-id-foreign', 'hosts-foreign'],
    ],
    ['a Message-ID without a domain', 'From: a@zorg.example.nl\nMessage-ID: <1@localhost>', 'unsure', []],
    [
      'a domain that ends like ours',
      'From: a@zorg.example.nl\nMessage-ID: <1@nepzorg.example.nl>',
      'unsure',
      ['message-id-foreign'],
    ],
    ['nothing returned', '', 'unsure', ['nothing-returned']],
  ])('%s', (_, header, origin, reasons) => {
    expect(judgeOrigin(returning(header), ours)).toEqual({ origin, reasons });
  });

  test('who names nothing as ours hears no judgement', () => {
    for (const header of [returnedHeader, forged, '']) {
      expect(judgeOrigin(returning(header), { ownDomains: [], ownHosts: [] }).origin).toBe('unsure');
    }
  });
});
