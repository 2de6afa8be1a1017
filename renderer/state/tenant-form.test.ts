import { describe, expect, it } from 'vitest';
import { connectionForm } from '#shared/contract/tenants.ts';
import { connectionOf, formOf, newTenantForm, problemsOf, type TenantForm } from './tenant-form.ts';

const backend = {
  secretLabel: 'Client secret',
  fields: [
    { name: 'address', label: 'Address', placeholder: '', hint: '', required: true },
    { name: 'authRealm', label: 'Realm of the admin client', placeholder: '', hint: '', required: false },
  ],
};
const filled: TenantForm = {
  ...newTenantForm('keycloak', 'system'),
  name: ' Prod ',
  settings: { address: ' https://id.example ', authRealm: '', other: 'of another backend' },
};
const none = { secret: null, passphrase: null };
const secret = { secret: 'r1', passphrase: null };

describe('the form of a tenant', () => {
  it('begins with the least, and never with a seal that is none', () => {
    expect(newTenantForm('keycloak', 'system')).toMatchObject({ addresses: 'public', keeping: 'system' });
    for (const sealing of ['plain', 'none'] as const)
      expect(newTenantForm('keycloak', sealing).keeping).toBe('passphrase');
  });

  it('says what is missing, field by field', () => {
    expect(problemsOf(newTenantForm('keycloak', 'plain'), backend, none, null)).toEqual({
      name: expect.any(String),
      'settings.address': 'Address has to be given',
      secret: 'Client secret has to be given',
      passphrase: expect.any(String),
    });
  });

  it.each([
    ['concurrency', ['0', '17', '1.5', '', 'many', '-1']],
    ['rate', ['-1', '1001', 'fast', '']],
    ['proxy', ['proxy:8080', 'ftp://x']],
  ] as const)('refuses %s of %j', (field, values) => {
    for (const value of values)
      expect(problemsOf({ ...filled, [field]: value }, backend, secret, null)).toEqual({ [field]: expect.any(String) });
  });

  it('asks for a passphrase only where something is sealed with it anew', () => {
    const byPassphrase: TenantForm = { ...filled, keeping: 'passphrase' };
    expect(problemsOf(byPassphrase, backend, none, 'passphrase')).toEqual({});
    expect(problemsOf(byPassphrase, backend, secret, 'passphrase')).toEqual({ passphrase: expect.any(String) });
    expect(problemsOf(byPassphrase, backend, none, 'system')).toEqual({ passphrase: expect.any(String) });
    expect(problemsOf(byPassphrase, backend, { secret: 'r1', passphrase: 'r2' }, null)).toEqual({});
  });

  it('asks for no secret where the backend takes none', () => {
    expect(problemsOf(filled, { ...backend, secretLabel: null }, none, null)).toEqual({});
  });

  it('becomes what the contract takes, and comes back from it', () => {
    const connection = connectionOf(filled, backend, secret);
    expect(connectionForm.parse(connection)).toEqual(connection);
    expect(connection).toMatchObject({ name: 'Prod', settings: { address: 'https://id.example' }, secret: 'r1' });
    const { secret: _secret, passphrase: _passphrase, ...form } = connection;
    expect(connectionOf(formOf({ form }), backend, secret)).toEqual(connection);
  });
});
