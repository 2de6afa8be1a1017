import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { screenAmong, screenOf } from './deep-link.ts';

const id = 'idn_abcdefghij234567';
const links = ['welcome', 'inventory', 'lifetimes', 'privilege', 'audit', 'findings', 'settings', `identity/${id}`];

describe('a deep link', () => {
  it.each(links)('opens the screen %s', (screen) => {
    expect(screenOf(`nhi-workbench://${screen}`)).toBe(`nhi:/${screen}`);
  });

  it.each([
    'nhi-workbench:inventory',
    'nhi-workbench://',
    'nhi-workbench:///inventory',
    'NHI-WORKBENCH://inventory',
    'nhi-workbench://inventory/',
    'nhi-workbench://inventory?text=a',
    'nhi-workbench://inventory#x',
    'nhi-workbench://inventory/../settings',
    'nhi-workbench://inventory%00',
    'nhi-workbench://inventory\n',
    'nhi-workbench://user@inventory',
    'nhi-workbench://identity/idn_abc',
    'nhi-workbench://identity/../../etc/passwd',
    'nhi-workbench://import',
    'nhi-workbench://revoke/all',
    '--inspect=nhi-workbench://inventory',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://example.org/nhi-workbench://inventory',
  ])('is refused: %j', (link) => {
    expect(screenOf(link)).toBeNull();
  });

  it('is nothing but one of the screens, whatever is tried', () => {
    const piece = fc.constantFrom(
      'nhi-workbench://',
      'inventory',
      'identity/',
      id,
      '/',
      '..',
      '%2e',
      '?',
      '#',
      '\n',
      '--',
      ' ',
      '\0',
    );
    const link = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(link, (text) => {
        const screen = screenOf(text);
        return (
          screen === null ||
          links.map((each) => each.split('/')[0]).includes(screen.slice('nhi:/'.length).split('/')[0] ?? '')
        );
      }),
      { numRuns: 5000, seed: 27 },
    );
  });

  it('is found among the arguments of a start, but only alone', () => {
    expect(screenAmong(['electron', '.', '--inspect', 'nhi-workbench://audit'])).toBe('nhi:/audit');
    expect(screenAmong(['nhi-workbench://audit', 'nhi-workbench://settings'])).toBeNull();
    expect(screenAmong(['electron', '.'])).toBeNull();
  });
});
