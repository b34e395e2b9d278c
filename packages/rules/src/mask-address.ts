/** Stands in a stored reply for the recipient's own address, so that erasing the address erases it there too. */
export const recipientPlaceholder = '{recipient}';

/** Stands for the address that a mail was forwarded to: somebody else's, so it is kept nowhere. */
export const forwardPlaceholder = '{forwarded-to}';

/** The text without an address; what already looks like a placeholder of ours is told apart by a space. */
export function maskAddresses(text: string, recipient: string, forwardedTo: string | null = null): string {
  const literal = text.includes('{')
    ? text.replaceAll(recipientPlaceholder, '{ recipient}').replaceAll(forwardPlaceholder, '{ forwarded-to}')
    : text;
  const masked = replaceAddress(literal, recipient, recipientPlaceholder);
  return forwardedTo === null ? masked : replaceAddress(masked, forwardedTo, forwardPlaceholder);
}

function replaceAddress(text: string, address: string, placeholder: string): string {
  if (address === '') return text;
  const needle = address.toLowerCase();
  const folded = text.toLowerCase();
  // The common case costs one search; letters whose lower case has another length make positions differ.
  if (folded.length === text.length && needle.length === address.length && !folded.includes(needle)) return text;
  return text.replace(new RegExp(address.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi'), placeholder);
}
