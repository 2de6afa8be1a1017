import { describe, expect, it } from 'vitest';
import { compileText } from './text-filter.ts';

describe('compileText', () => {
  it.each([
    ['shop', true],
    ['SHOP keycloak', true],
    ['keycloak shop', true],
    ['"shop-assist keycloak"', true],
    ['"assist shop"', false],
    ['shop okta', false],
    ['"shop-assist key', true],
  ])('%s', (text, expected) => {
    expect(compileText(text)?.('shop-assist keycloak-prod')).toBe(expected);
  });

  it.each(['', '   ', '""', '"'])('%j restricts nothing', (text) => {
    expect(compileText(text)).toBeNull();
  });
});
