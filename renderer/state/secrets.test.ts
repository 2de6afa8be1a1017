import { beforeEach, describe, expect, it } from 'vitest';
import { initialLayout, useLayout } from './layout.ts';
import { credentialOnce, forgetSecrets, showSecrets, signInCode, useSecrets } from './secrets.ts';
import { changeTabs, closed, opened } from './tabs.ts';

const issuer = 'nhi:/issuer';
const shown = () => useSecrets.getState().shown;

beforeEach(() => {
  useLayout.setState(initialLayout, true);
  forgetSecrets();
});

describe('what is shown once', () => {
  it('names only what there is', () => {
    const made = { clientId: 'cli_1', clientSecret: null, apiKey: null };
    expect(credentialOnce('made', made).values.map(({ label }) => label)).toEqual(['Client id']);
    const key = { ...made, apiKey: 'nhi_key_1' };
    expect(credentialOnce('made', key).values.at(-1)).toEqual({ label: 'API key', value: 'nhi_key_1', secret: true });
  });

  it('is forgotten with its panel', () => {
    showSecrets(signInCode('Ana can sign in', 'hum_1', 'code'));
    expect(shown()?.values).toHaveLength(2);
    forgetSecrets();
    expect(shown()).toBeNull();
  });

  it('waits for its page, stays while that is open, and goes with it', () => {
    showSecrets(signInCode('Ana can sign in', 'hum_1', 'code'));
    changeTabs((layout) => opened(layout, 'nhi:/inventory', false));
    changeTabs((layout) => opened(layout, issuer, false));
    changeTabs((layout) => opened(layout, 'nhi:/audit', false));
    expect(shown()).not.toBeNull();
    changeTabs((layout) => closed(layout, issuer, 0));
    expect(shown()).toBeNull();
  });
});
