import type { Classification, ClassifyInput } from './classify.ts';
import { forwardPlaceholder, maskAddresses, recipientPlaceholder } from './mask-address.ts';

/** Whoever can classify a reply; a compiled ruleset does. */
export interface ReplyClassifier {
  classify(input: ClassifyInput): Classification;
}

/**
 * Judges a reply whose recipient is known: the address counts for no word of it, nor does the one that the mail was forwarded
 * to. The span is a place in the reply as given.
 */
export function classifyWithout(
  recipient: string,
  input: ClassifyInput,
  classifier: ReplyClassifier,
  forwardedTo: string | null = null,
): Classification {
  const given = input.reply.text;
  const text = maskAddresses(given, recipient, forwardedTo);
  if (text === given) return classifier.classify(input);
  const judged = classifier.classify({ ...input, reply: { ...input.reply, text } });
  return { ...judged, span: judged.span && spanInGiven(judged.span, text, given, recipient.length, forwardedTo?.length ?? 0) };
}

/** Where a span of the masked text stands in the given one; a placeholder stands for the whole address. */
function spanInGiven(
  span: { readonly start: number; readonly end: number },
  masked: string,
  given: string,
  recipientLength: number,
  forwardLength: number,
): { readonly start: number; readonly end: number } {
  let start = 0;
  let end = 0;
  for (let at = 0; at < span.end;) {
    if (at <= span.start) start = end;
    const [inMasked, inGiven] = masked.startsWith(recipientPlaceholder, at)
      ? [recipientPlaceholder.length, recipientLength]
      : masked.startsWith(forwardPlaceholder, at)
        ? [forwardPlaceholder.length, forwardLength]
        : // What looked like a placeholder was told apart by a space.
          masked.startsWith('{ ', at) && [recipientPlaceholder, forwardPlaceholder].some((one) => given.startsWith(one, end))
          ? [2, 1]
          : [1, 1];
    at += inMasked;
    end += inGiven;
  }
  return { start, end };
}
