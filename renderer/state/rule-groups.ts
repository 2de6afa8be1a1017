import { packTitles, type RulePack, rulePacks } from '#shared/model/finding.ts';

/** OWASP Non-Human Identities Top 10, 2025. */
const categories: Readonly<Record<string, string>> = {
  NHI1: 'Improper offboarding',
  NHI2: 'Secret leakage',
  NHI3: 'Vulnerable third party',
  NHI4: 'Insecure authentication',
  NHI5: 'Overprivileged',
  NHI6: 'Insecure cloud deployment',
  NHI7: 'Long-lived secrets',
  NHI8: 'Environment isolation',
  NHI9: 'Reuse',
  NHI10: 'Human use',
};

interface Ruled {
  readonly pack: RulePack;
  readonly owasp: string | null;
}

export interface RuleGroup<R> {
  /** `NHI1 Improper offboarding`, `RFC 9700`. */
  readonly title: string;
  readonly pack: RulePack;
  readonly rules: readonly R[];
}

const numberOf = (owasp: string | null): number => Number(owasp?.slice(3) ?? Number.NaN);

/** Rules by pack, those of the Top 10 by category; in the order of packs and categories. Empty groups are left out. */
export function ruleGroups<R extends Ruled>(rules: readonly R[]): readonly RuleGroup<R>[] {
  return rulePacks.flatMap((pack): RuleGroup<R>[] => {
    const ofPack = rules.filter((rule) => rule.pack === pack);
    if (pack !== 'owasp') return ofPack.length === 0 ? [] : [{ title: packTitles[pack], pack, rules: ofPack }];
    const names = [...new Set(ofPack.map(({ owasp }) => owasp))].sort((a, b) => numberOf(a) - numberOf(b));
    return names.map((owasp) => ({
      title: owasp === null ? packTitles[pack] : `${owasp} ${categories[owasp] ?? ''}`.trim(),
      pack,
      rules: ofPack.filter((rule) => rule.owasp === owasp),
    }));
  });
}
