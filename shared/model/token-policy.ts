import type { Fact, Seconds } from './fact.ts';

/** Whose word a lifetime is: the client's own, the realm's or tenant's, the API's, or what the vendor does when nobody says. */
export const policyOrigins = ['client', 'tenant', 'api', 'vendor_default'] as const;
export type PolicyOrigin = (typeof policyOrigins)[number];

/** How long what this identity is issued lives. Seconds; Infinity is written as 'never'. */
export interface TokenPolicy {
  readonly accessTtl: Fact<Seconds>;
  /** null: it gets no refresh token. */
  readonly refreshAbsolute: Fact<Seconds | 'never'> | null;
  readonly refreshIdle: Fact<Seconds | 'never'> | null;
  readonly refreshRotation: Fact<boolean>;
  /** Offline or persistent sessions allowed. */
  readonly offline: Fact<boolean>;
  /** Where the access lifetime comes from. */
  readonly accessTtlFrom: PolicyOrigin;
  /** A token that is exchanged for ends with the one that it came from; left out: it lives on its own. */
  readonly exchanged?: 'ends_with_subject' | undefined;
  /** Who says what of the lifetimes, the nearest to the client first; left out: the source was read before that was kept. */
  readonly layers?: readonly PolicyLayer[] | undefined;
}

/** What one of those that may set lifetimes says of them; a value that is left out: it says nothing of it. */
export interface PolicyLayer {
  readonly by: PolicyOrigin;
  readonly accessTtl?: Fact<Seconds> | undefined;
  readonly refreshAbsolute?: Fact<Seconds | 'never'> | undefined;
  readonly refreshIdle?: Fact<Seconds | 'never'> | undefined;
}

export const policyFields = ['accessTtl', 'refreshAbsolute', 'refreshIdle'] as const;
export type PolicyField = (typeof policyFields)[number];

/** Layers without those that say nothing, and without values that are not said. */
export function saidLayers(...layers: readonly (PolicyLayer | null)[]): Pick<TokenPolicy, 'layers'> {
  const said = layers.flatMap((layer): PolicyLayer[] => {
    if (layer === null) return [];
    const values = policyFields.flatMap((field) =>
      layer[field] === undefined ? [] : [[field, layer[field]] as const],
    );
    return values.length === 0 ? [] : [{ by: layer.by, ...Object.fromEntries(values) }];
  });
  return said.length === 0 ? {} : { layers: said };
}

/**
 * What settings of lifetimes may be told of, in the order in which they are listed; its place is its bit in
 * `Facts.policyLint`. The last four depend on what the workspace accepts and are told from the values.
 */
export const policyLints = [
  'over_default',
  'overruled',
  'without_effect',
  'idle_alone',
  'access_outlives',
  'client_over_access_policy',
  'default_over_access_policy',
  'client_over_lifetime_policy',
  'default_over_lifetime_policy',
] as const;
export type PolicyLint = (typeof policyLints)[number];
