// The local issuer as its connector sees it: the same calls that an analyst makes, the same tables that it works with.
import type { LocalIssuerPort } from './connectors/local-issuer/port.ts';
import type { Issuers } from './issuers.ts';
import type { Workspace } from './store/store.ts';
import type { Clock } from './system/system.ts';

export function localIssuerPort(workspace: Workspace, issuers: Issuers, clock: Pick<Clock, 'now'>): LocalIssuerPort {
  const kept = (): ReturnType<Issuers['of']> => issuers.of(workspace);
  const after = async (work: Promise<unknown>): Promise<void> => {
    await work;
    // Plans read the inventory: it is to say what was done.
    await kept().inventory.settled();
  };
  return {
    tenant: { id: workspace.id, name: 'Local issuer' },
    client(id) {
      const found = kept().issuer.state.clients.get(id);
      if (found === undefined) return null;
      const { status, scopes, policy, owner, secrets } = found;
      const secretAt = secrets.length === 0 ? null : Math.max(...secrets.map(({ createdAt }) => createdAt));
      return { id, enabled: status === 'active', scopes, accessTtl: policy.accessTtl, owner, secretAt };
    },
    consent(id) {
      const found = kept().issuer.state.consents.get(id);
      if (found === undefined || found.withdrawnAt !== null || found.expiresAt <= clock.now()) return null;
      return { client: found.clientId, scopes: found.scopes };
    },
    token(jti) {
      const { state } = kept().issuer;
      const found = state.tokens.get(jti);
      return found === undefined ? null : { client: found.clientId, lives: state.deathOf(found, clock.now()) === null };
    },
    setEnabled: (id, enabled) =>
      after(enabled ? kept().calls.enableClient({ id }) : kept().calls.disableClient({ id })),
    change(id, { scopes, accessTtl, owner }) {
      const change = {
        ...(scopes === undefined ? {} : { scopes: [...scopes] }),
        ...(accessTtl === undefined ? {} : { policy: { accessTtl } }),
        ...(owner === undefined ? {} : { owner }),
      };
      return after(kept().calls.updateClient({ id, change }));
    },
    async rotate(id) {
      const { clientSecret, apiKey } = await kept().calls.rotateClient({ id, overlap: 0 });
      await kept().inventory.settled();
      return clientSecret ?? apiKey ?? '';
    },
    delete: (id) => after(kept().calls.deleteClient({ id })),
    withdraw: (id) => after(kept().calls.withdrawConsent({ id })),
    revokeToken: (jti) => after(kept().calls.revokeToken({ jti })),
  };
}
