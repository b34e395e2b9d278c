/** What the package has no types for. */
declare module 'mailauth/lib/dmarc/get-dmarc-record.js' {
  /** Tags as written, values of known words in lower case; `rr` is the whole record. */
  type DmarcRecord = Readonly<Record<string, string | number | false>> & { readonly rr: string };
  interface DmarcPolicy {
    readonly record: DmarcRecord | false;
    readonly recordDomain: string | null;
    readonly orgDomain: string | null;
  }
  type Lookup = (name: string) => Promise<DmarcRecord | false>;
  export function createRecordLookup(
    resolver: (name: string, type: string) => Promise<unknown>,
    options: { readonly strict: boolean },
  ): Lookup;
  /** RFC 9989 §4.10.1. Rejects where DNS leaves the policy unknown. */
  export function discoverPolicy(domain: string, lookup: Lookup): Promise<DmarcPolicy>;
  /** The policy tags that a record is applied with; null: none at all. */
  export function getPolicyTags(record: DmarcRecord): { readonly p: string; readonly sp?: string } | null;
}

declare module 'mailauth/lib/parse-dkim-headers.js' {
  /** RFC 6376 §3.2. */
  export function parseTagList(
    text: string,
    options: { readonly strict: boolean },
  ): {
    readonly parsed: Readonly<Record<string, { readonly value: string | number } | undefined>>;
    readonly syntaxErrors: readonly string[];
  };
}
