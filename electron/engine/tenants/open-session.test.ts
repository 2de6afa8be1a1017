import { describe, expect, it } from 'vitest';
import { keycloak } from '#engine/connectors/keycloak/connector.ts';
import { oryHydra } from '#engine/connectors/ory-hydra/connector.ts';
import { checkedProxy, checkedSettings } from './open-session.ts';

const refusal = (code: () => unknown): string => {
  try {
    code();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'taken';
};

describe('what the journal keeps of a connection', () => {
  it('is no password in an address', () => {
    const address = 'https://ana:canary-of-an-address@id.example';
    for (const text of [
      refusal(() => checkedSettings(keycloak, { address, realm: 'acme', clientId: 'w' })),
      refusal(() => checkedSettings(oryHydra, { address: 'https://id.example', publicAddress: address })),
      refusal(() => checkedProxy('http://ana:canary-of-an-address@proxy.example:3128')),
    ]) {
      expect(text).toContain('must not carry a name and a password');
      expect(text).not.toContain('canary');
    }
  });

  it('is a proxy that can be asked, or none', () => {
    expect(['', ' http://proxy.example:3128 ', 'https://[::1]:8443'].map(checkedProxy)).toEqual([
      '',
      'http://proxy.example:3128',
      'https://[::1]:8443',
    ]);
    for (const text of ['proxy.example:3128', 'socks5://proxy.example', 'orders'])
      expect(refusal(() => checkedProxy(text))).toContain('Proxy: give its address');
  });

  it('names the field that is wrong', () => {
    expect(refusal(() => checkedSettings(keycloak, { address: 'orders', realm: 'acme', clientId: 'w' }))).toContain(
      'Address:',
    );
  });
});
