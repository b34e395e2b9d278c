import { page } from '../../sources.ts';

/** Where the wording comes from: manuals of the servers that say it, and the standards that ask for it. */
export const postfixRestrictions = page('https://www.postfix.org/postconf.5.html');
export const postfixRecipients = page('https://www.postfix.org/LOCAL_RECIPIENT_README.html');
export const postfixVirtual = page('https://www.postfix.org/VIRTUAL_README.html');
export const postfixVerify = page('https://www.postfix.org/ADDRESS_VERIFICATION_README.html');
export const postfixTls = page('https://www.postfix.org/TLS_README.html');
export const eximAcl = page('https://www.exim.org/exim-html-current/doc/html/spec_html/ch-access_control_lists.html');
export const eximRetry = page('https://www.exim.org/exim-html-current/doc/html/spec_html/ch-retry_configuration.html');
export const sendmail = page('https://github.com/freebsd/freebsd-src/blob/main/contrib/sendmail/src/sysexits.c');
export const qmail = page('https://github.com/notqmail/notqmail/blob/master/qmail-remote.c');
export const qmailBounces = page('http://qmail.org/qmail-manual-html/misc/RFCQSBMF.html');
export const dovecotQuota = page('https://wiki2.dovecot.org/Quota/Configuration');
export const amavis = page('https://www.ijs.si/software/amavisd/amavisd-new-docs.html');
export const rspamd = page('https://github.com/rspamd/rspamd/issues/5343');
export const spamhaus = page('https://www.spamhaus.org/faqs/dnsbl-usage/');
export const barracuda = page('https://github.com/thunderbird/mailstrom/issues/162');
export const exchange = page(
  'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
);
export const sisimai = page('https://github.com/sisimai/go-sisimai/tree/main/reason');
export const zoneMta = page('https://github.com/zone-eu/zone-mta/blob/master/config/bounces.txt');
export const kumoMta = page('https://github.com/KumoCorp/kumomta/blob/main/assets/community/bounces.toml');
export const smtpCodes = page('https://smtp.codes/550');
export const koreanReplies = page('https://puffinknight.tistory.com/102');
export const czechReplies = page('https://faq.c4.cz/odeslany-e-mail-se-vraci-zpet-s-chybou');
export const polishReplies = page('https://pomoc.poczta.interia.pl/news-dlaczego-wiadomosc-nie-zostala-dostarczona,nId,6589600');
export const russianReplies = page('https://mailout.ru/2015/09');
export const chineseReplies = page('https://blog.sina.com.cn/s/blog_8dc13ec50101fxxr.html');
export const bounceHandler = page('https://github.com/twisted1919/bounce-handler/blob/master/BounceHandler/rules.php');
export const nodeBounceHandler = page('https://github.com/eNichers/node-bounce-handler/blob/master/lib/responses.js');

/** Pages that quote what servers said, with what it meant. */
export const hMailServer = page('https://nitindupare.blogspot.com/2012/09/smtp-error-messages.html');
export const sohu = page('https://365seal.com/y/dRvzkOzRVO.html');
export const barricadeMx = page('http://www.snertsoft.com/smtp/smtpf/reply.html');
export const mailprotector = page('https://support.mailprotector.com/hc/en-us/articles/360048244891-Common-Email-Bouncebacks');
export const baruwa = page('https://bastion.umanix.net/info');
export const unknownAddresses = page('https://www.dbmailserver.com/tui-xin-address-not-exist.htm');
export const directMail = page('https://help.aliyun.com/document_detail/44499.html');
export const assp = page('https://maxclicksonline.com/client-area/knowledgebase.php?action=displayarticle&id=10095');
export const rackspace = page('https://smtp.codes/rackspace');
export const proximus = page(
  'https://www.proximus.be/support/en/id_sfaqs_mail_blacklist/self-employed-and-small-companies/support/internet/e-mails/problems-with-your-mailbox/your-ip-address-is-in-our-blacklist.html',
);
export const emailHost = page('https://www.emailhost.com.cn/service.html?article_category=25&brd=1');
export const sessionTranscripts = page('http://helpdesk.umd.edu/documents/3/3025/');
export const aliMail = page('http://bestwisewords.com/document_detail/36612.html');
export const mailgun = page('https://help.mailgun.com/hc/en-us/articles/360012171713--Not-Delivering-to-Unsubscribed-Address-');
export const rewardGateway = page('https://success.rewardgateway.com/hc/en-us/articles/32201267498781-Emails-Bounce-Lists');
export const smtpPatch = page('https://github.com/cenxky/smtp-patch/blob/576043452d54db1fd7279b9ae73cfe04e811aa8a/README.md');
export const gandi = page('https://postmaster.gandi.net/');
export const iceWarp = page(
  'https://docs.icewarp.com/Content/IceWarp-Server/Administration-Nodes/Status/Logs/Interpretation%20of%205xx%20Errors%20in%20Icewarp%20SMTP.htm',
);
export const hoasted = page('https://support.hoasted.com/article/282-e-mail-fouten-debuggen');
export const bohan = page('http://shbhlxxjs.com/onlineManualDetail161.html');
export const moongray = page('https://moongray.com/20170322');
export const aruba = page(
  'https://guide.pec.it/posta-pec/faq-errori-comuni/errori-comuni/errori-comuni-durante-invio-ricezione-pec.aspx',
);
export const libero = page('https://aiuto.libero.it/articolo/mail/messaggi-di-errore-piu-frequenti-dopo-invio-email');
export const qqMail = page('https://qqmailbox.com/transceivers/169.html');
export const fobhost = page('https://www.fobhost.com/jishuzhichi/jishuzhichi59.html');
export const zeptoMail = page('https://www.zoho.com/zeptomail/help/api/smtp-error-codes.html');
export const spanishReplies = page('https://github.com/sisimai/p5-sisimai/issues/66');
export const attWorldnet = page('http://worldnet.att.net/general-info/bls_info/block_enduser.html');

/** Sources of servers, which hold the sentences that they say. */
export const eximSource = page('https://sources.debian.org/src/exim4/4.96-15/src/smtp_in.c/');
export const sendmailRules = page('https://sources.debian.org/src/sendmail/8.17.1.9-2/cf/m4/proto.m4/');
export const sendmailServer = page('https://sources.debian.org/src/sendmail/8.17.1.9-2/sendmail/srvrsmtp.c/');
export const sendmailClient = page('https://sources.debian.org/src/sendmail/8.17.1.9-2/sendmail/usersmtp.c/');
export const sendmailRecipients = page('https://sources.debian.org/src/sendmail/8.17.1.9-2/sendmail/recipient.c/');
export const cyrusSource = page('https://sources.debian.org/src/cyrus-imapd/3.6.1-4/imap/lmtpengine.c/');
export const openSmtpdSource = page('https://sources.debian.org/src/opensmtpd/6.8.0p2-4/usr.sbin/smtpd/smtp_session.c/');
export const catalanReplies = page('https://riudoms.xarxa-omnia.org/email/annex/msg_err.html');
export const japaneseReplies = page('https://moneytimes.jp/archives/185548/2');
export const docomo = page('https://github.com/sisimai/go-sisimai/blob/main/rhost/for-nttdocomo.go');
export const baruwaServer = page('https://baruwa.anhonesthost.com/info');
export const coreMail = page('https://www.icoremail.vip/support/index.php?cate_id=84&page=8&start=225');
export const forpsi = page('http://support.konto.pl/kb/a2813/');
export const iRedApd = page('https://github.com/iredmail/iRedAPD/blob/master/libs/__init__.py');
export const bluehost = page('https://www.bluehost.com/help/article/what-does-my-email-bounce-mean');
export const smtpFilter = page('http://www.milter.info/smtp/smtpf/reply.html');
export const hMailServerManual = page('http://www.hmailserver.com/documentation/latest/?page=reference_error_messages_smtp');
export const qpsmtpd = page('https://github.com/smtpd/qpsmtpd/blob/master/plugins/headers');
export const yandexBounces = page('https://www.yandex.com/support/mail/bounces/other.html');
export const qmailSmtpd = page('https://github.com/notqmail/notqmail/blob/master/qmail-smtpd.c');
export const haraka = page('https://github.com/haraka/haraka-plugin-limit');
export const listAnswers = page('http://cybersalt.org/bounce-policy');
export const postfixSmtpd = page('https://github.com/vdukhovni/postfix/blob/master/postfix/src/smtpd/smtpd_check.c');
export const jChkmail = page('https://github.com/jose-marcio-mc/ze-filter');
export const hMailIssue = page('https://github.com/hmailserver/hmailserver/issues/21');
export const decoder = page('https://tamingdns.com/bounce-decoder/microsoft');
export const outlookHelpPt = page('http://office.microsoft.com/pt-br/outlook-help');
export const harakaQueue = page('https://github.com/haraka/Haraka/blob/master/outbound/hmail.js');
export const chasquid = page('https://github.com/albertito/chasquid/blob/main/internal/courier/smtp.go');
export const openSmtpdBounce = page('https://sources.debian.org/src/opensmtpd/6.8.0p2-4/usr.sbin/smtpd/mta.c/');
export const courierClient = page('https://sources.debian.org/src/courier/1.0.16-3/courier/module.esmtp/');
export const postfixLocal = page('https://www.postfix.org/local.8.html');
export const civiCrm = page('https://github.com/civicrm/civicrm-core/blob/master/xml/templates/civicrm_data.tpl');
export const phpBounceHandler = page('https://github.com/cfortune/PHP-Bounce-Handler/blob/master/bounce_responses.php');
export const fairEmail = page('https://github.com/M66B/FairEmail/blob/master/FAQ.md');
