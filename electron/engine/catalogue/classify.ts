import { type Judge, type Tier, type Verb, verbClasses } from '#shared/model/scope-class.ts';
import { scopeKey } from '#shared/model/scope-key.ts';
import type { Vendor } from '#shared/model/tenant.ts';
import { lookUp } from './catalogue.ts';
import { isWildcard, verbByName } from './conventions.ts';

export interface Classification {
  readonly tier: Tier;
  readonly verb: Verb;
  /** false: the catalogue does not know it, `tier` is the worst that its API can offer. */
  readonly classified: boolean;
  /** It lets its holder add credentials, grants or identities to others. */
  readonly mints: boolean;
  readonly by: Judge;
  readonly source: string;
}

/** What the analyst said, by `scopeKey`. */
export type Overrides = ReadonlyMap<string, { readonly tier: number; readonly verb: string }>;

const isTier = (tier: number): tier is Tier => tier === 0 || tier === 1 || tier === 2 || tier === 3;
const verbNamed = (word: string): Verb | undefined => verbClasses.find((verb) => verb === word);

/** What any API can offer that no file speaks of: write, money, bulk personal data. */
const customApi: Tier = 1;

/** How sensitive a scope is. Order: what the analyst said, what a catalogue file says, the worst. */
export function classify(vendor: Vendor, api: string, scope: string, overrides?: Overrides): Classification {
  const key = scopeKey(vendor, api, scope);
  const said = overrides?.get(key);
  if (said !== undefined && isTier(said.tier)) {
    const verb = verbNamed(said.verb) ?? verbByName(scope) ?? 'write';
    const mints = said.tier === 0 && verb !== 'read';
    return { tier: said.tier, verb, classified: true, mints, by: 'analyst', source: 'classified in this workspace' };
  }
  let judgement = remembered.get(key);
  if (judgement === undefined) {
    if (remembered.size >= mostRemembered) remembered.clear();
    judgement = judge(vendor, api, scope);
    remembered.set(key, judgement);
  }
  return judgement;
}

/** Judgements depend on the words alone, and an inventory says the same words over and over. */
const remembered = new Map<string, Classification>();
const mostRemembered = 50_000;

function judge(vendor: Vendor, api: string, scope: string): Classification {
  const { known, worst } = lookUp(vendor, api, scope);
  if (isWildcard(scope)) {
    // One that covers names of the catalogue is as bad as the worst of these.
    const tier = known?.tier ?? worst ?? customApi;
    const mints = known?.mints ?? tier === 0;
    const source = 'a wildcard is all that its API can offer';
    return { tier, verb: 'wildcard', classified: true, mints, by: 'convention', source };
  }
  if (known !== null) {
    const { tier, verb, mints, source } = known;
    return { tier, verb, classified: true, mints, by: known.by === 'name' ? 'catalogue' : 'convention', source };
  }
  return {
    tier: worst ?? customApi,
    verb: verbByName(scope) ?? 'write',
    classified: false,
    mints: false,
    by: 'unknown',
    source: `not in the catalogue: the worst of ${worst === null ? 'a custom API' : 'its API'}`,
  };
}
