import type { Classification, Classifier, ClassifyInput } from '@bezorgd/rules';

/** As the service writes them. */
const recipientPlaceholder = '{recipient}';
const placeholders = [recipientPlaceholder, '{forwarded-to}'];

/** Judges a reply as the service judges that of an event: the recipient's address counts for no word of it. */
export function classifyWithout(recipient: string, input: ClassifyInput, classifier: Classifier): Classification {
  const given = input.reply.text;
  const text = masked(given, recipient);
  const judged = classifier.classify({ ...input, reply: { ...input.reply, text } });
  return { ...judged, span: judged.span && spanInGiven(judged.span, text, given, recipient.length) };
}

function masked(text: string, address: string): string {
  // What already looks like a placeholder is told apart by a space.
  const literal = placeholders.reduce((left, one) => left.replaceAll(one, `{ ${one.slice(1)}`), text);
  if (address === '') return literal;
  return literal.replace(new RegExp(address.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi'), recipientPlaceholder);
}

/** Where a span of the masked text stands in the given one; a placeholder stands for the whole address. */
function spanInGiven(
  span: { readonly start: number; readonly end: number },
  text: string,
  given: string,
  addressLength: number,
): { readonly start: number; readonly end: number } {
  let start = 0;
  let end = 0;
  for (let at = 0; at < span.end;) {
    if (at <= span.start) start = end;
    const isAddress = text.startsWith(recipientPlaceholder, at);
    const isApart = text.startsWith('{ ', at) && placeholders.some((one) => given.startsWith(one, end));
    at += isAddress ? recipientPlaceholder.length : isApart ? 2 : 1;
    end += isAddress ? addressLength : 1;
  }
  return { start, end };
}
