import { compile, type Classifier } from './compile.ts';
import { asia } from './plugins/asia/index.ts';
import { commonPhrases } from './plugins/common-phrases/index.ts';
import { cox } from './plugins/cox/index.ts';
import { easternEurope } from './plugins/eastern-europe/index.ts';
import { enhancedStatusCodes } from './plugins/enhanced-status-codes/index.ts';
import { filters } from './plugins/filters/index.ts';
import { france } from './plugins/france/index.ts';
import { germany } from './plugins/germany/index.ts';
import { google } from './plugins/google/index.ts';
import { italy } from './plugins/italy/index.ts';
import { mailServices } from './plugins/mail-services/index.ts';
import { microsoft } from './plugins/microsoft/index.ts';
import { netherlands } from './plugins/netherlands/index.ts';
import { northAmerica } from './plugins/north-america/index.ts';
import { orange } from './plugins/orange/index.ts';
import { smtpReplyCodes } from './plugins/smtp-reply-codes/index.ts';
import { yahoo } from './plugins/yahoo/index.ts';
import type { ClassifierPlugin } from './plugin.ts';
import type { Ruleset } from './ruleset.ts';

/** The built-in plugins, in order of precedence: words that only one provider uses, words that many share, codes. */
export const defaultRuleset: Ruleset = {
  plugins: [
    google,
    microsoft,
    yahoo,
    orange,
    cox,
    ...northAmerica,
    ...netherlands,
    ...germany,
    ...france,
    ...italy,
    ...easternEurope,
    ...asia,
    ...filters,
    ...mailServices,
    commonPhrases,
    enhancedStatusCodes,
    smtpReplyCodes,
  ],
};

/**
 * The built-in ruleset with these plugins before it, in the order given; one with the id of a built-in plugin, be it an older or a
 * newer version, takes that one's place.
 */
export function withPlugins(plugins: readonly ClassifierPlugin[]): Ruleset {
  const builtIn = new Set(defaultRuleset.plugins.map(({ id }) => id));
  return {
    plugins: [
      ...plugins.filter(({ id }) => !builtIn.has(id)),
      ...defaultRuleset.plugins.flatMap((plugin) => {
        const instead = plugins.filter(({ id }) => id === plugin.id);
        return instead.length > 0 ? instead : [plugin];
      }),
    ],
  };
}

let classifier: Classifier | undefined;

/** The default ruleset, compiled at first use. */
export function defaultClassifier(): Classifier {
  classifier ??= compile(defaultRuleset);
  return classifier;
}
