import { describe, expect, it } from 'vitest';
import { rulesIn } from './policy-text.ts';

describe('ACL policies', () => {
  it('are read from HCL', () => {
    const text = `
      # comment with path "x" { capabilities = ["sudo"] }
      path "secret/data/orders/*" { // one more
        capabilities = ["create", "read",]
        allowed_parameters = { "ttl" = ["1h", "2h"] "*" = [] }
        min_wrapping_ttl = "1s"
      }
      /* path "no" {} */
      path "auth/token/*" { policy = "write" }
      path "sys/*" {
        capabilities = ["deny"]
        control_group = { factor "a" = "b" }
      }`;
    expect(rulesIn(text.replace(/control_group.*\n/, ''))).toEqual([
      { path: 'secret/data/orders/*', capabilities: ['create', 'read'] },
      { path: 'auth/token/*', capabilities: ['create', 'read', 'update', 'delete', 'list'] },
      { path: 'sys/*', capabilities: ['deny'] },
    ]);
  });

  it('are read from JSON, one block or several', () => {
    const rule = { path: 'kv/*', capabilities: ['read'] };
    expect(rulesIn('{"path":{"kv/*":{"capabilities":["read", 5]}}}')).toEqual([rule]);
    expect(rulesIn('{"path":[{"kv/*":{"capabilities":["read"]}},{"b":{"policy":"sudo"}}]}')).toEqual([
      rule,
      { path: 'b', capabilities: ['create', 'read', 'update', 'delete', 'list', 'sudo'] },
    ]);
    expect(rulesIn('{}')).toEqual([]);
  });

  it.each([
    'path',
    'path "a" {',
    'path "a" { capabilities = [',
    'nonsense here',
    '{"path":',
    `path "a" { b = ${'['.repeat(50)}`,
  ])('that are none are told: %s', (text) => expect(rulesIn(text)).toBeNull());

  it('cost no more than their length', () => {
    expect(rulesIn('path "a" { capabilities = ["read"] }\n'.repeat(20_000))).toHaveLength(20_000);
    expect(rulesIn('/* '.repeat(100_000))).toBeNull();
    expect(rulesIn('"'.repeat(100_000))).toBeNull();
  });
});
