import type { OriginalMail, Report } from '../report.ts';
import type { Header } from './headers.ts';
import type { Mail } from './mail.ts';

/** What a reader finds; the rest of a `Report` is the same for all of them and added afterwards. */
export type Reading = Pick<Report, 'kind' | 'recipients'> &
  Partial<Pick<Report, 'reportingMta' | 'feedbackType' | 'reader'>> & {
    /** What the report itself says of the mail; the rest comes from the returned header. */
    readonly original?: Partial<OriginalMail>;
    /** Header of the returned mail; null for mails that return none by nature, such as answers. */
    readonly returned: readonly Header[] | null;
  };

/**
 * Understands one kind of mail. Readers are asked in the order of their list (`readers/index.ts`), each at most once a mail,
 * and the first that does not answer null wins. Null means "not mine". A reader throws nothing and keeps no state.
 */
export interface Reader {
  readonly id: string;
  read(mail: Mail): Reading | null;
}
