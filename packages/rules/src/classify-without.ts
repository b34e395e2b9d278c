import type { Classification, ClassifyInput } from './classify.ts';
import type { Classifier } from './compile.ts';
import { forwardPlaceholder, maskAddresses, recipientPlaceholder } from './mask-address.ts';

/** Judges a reply whose recipient is known: the address counts for no word of it. The span is a place in the reply as given. */
export function classifyWithout(recipient: string, input: ClassifyInput, classifier: Classifier): Classification {
  const given = input.reply.text;
  const text = maskAddresses(given, recipient);
  const judged = classifier.classify({ ...input, reply: { ...input.reply, text } });
  return { ...judged, span: judged.span && spanInGiven(judged.span, text, given, recipient.length) };
}

/** Where a span of the masked text stands in the given one; a placeholder stands for the whole address. */
function spanInGiven(
  span: { readonly start: number; readonly end: number },
  masked: string,
  given: string,
  addressLength: number,
): { readonly start: number; readonly end: number } {
  let start = 0;
  let end = 0;
  for (let at = 0; at < span.end;) {
    if (at <= span.start) start = end;
    const isAddress = masked.startsWith(recipientPlaceholder, at);
    // What looked like a placeholder was told apart by a space.
    const isApart =
      masked.startsWith('{ ', at) && [recipientPlaceholder, forwardPlaceholder].some((one) => given.startsWith(one, end));
    at += isAddress ? recipientPlaceholder.length : isApart ? 2 : 1;
    end += isAddress ? addressLength : 1;
  }
  return { start, end };
}
