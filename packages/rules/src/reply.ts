/** What a remote server answered (RFC 5321 §4.2). */
export interface SmtpReply {
  /** Three digits, 200 to 599; null when the text carried none. */
  readonly replyCode: number | null;
  /** RFC 3463 `class.subject.detail`; null when the server sent none. Never invented. */
  readonly enhancedStatusCode: string | null;
  /** The server's words on one line, without the codes: continuation lines joined by one space. */
  readonly text: string;
}
