// What policies let their holders do: one grant for each path, one scope for each capability on it.
import { blankGrant, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Cluster } from './cluster.ts';

/** Policies with more are written by nobody; a hostile file may hold them. */
const mostPaths = 5_000;

/** `from`: how the holder came to the policies, in the vendor's words. */
export function grantsOf(names: readonly string[], from: string, cluster: Cluster): readonly Grant[] {
  return [...new Set(names)].flatMap((name): readonly Grant[] => {
    const origin = from === '' ? `policy ${name}` : `policy ${name} of ${from}`;
    const whole = (resource: string, scope: string, api: string): readonly Grant[] => [
      { ...blankGrant, id: origin, resource, scopes: scopesNamed([scope], api), origin },
    ];
    // The root policy is no text: it allows everything.
    if (name === 'root') return whole('*', '*', 'vault');
    const rules = cluster.policies.get(name);
    if (rules === undefined || rules === null) {
      // Every Vault has it, and it lets a token look after itself alone.
      if (name === 'default') return [];
      cluster.missing.add(name);
      return whole(`policy ${name}`, name, 'policy');
    }
    return rules.slice(0, mostPaths).flatMap(({ path, capabilities }, index) => {
      const allowed = capabilities.includes('deny') ? [] : capabilities;
      if (allowed.length === 0) return [];
      const scopes = scopesNamed(
        allowed.map((capability) => `${capability} ${path}`),
        'vault',
      );
      return [{ ...blankGrant, id: `${origin} ${index}`, resource: path, scopes, origin }];
    });
  });
}
