import { expect, it } from 'vitest';
import { readHead } from './head.ts';
import { recogniseHead } from './recognise.ts';

const recognised = (file: string, text: string) => recogniseHead(readHead(file, new TextEncoder().encode(text), true));

it.each([
  ['apps.csv', '"AppId","AppDisplayName","AppOwnerOrganizationId","Source"\n"1","Store","2","Graph"\n'],
  ['roles.csv', '"Id","Value","DisplayName","Description"\n"1","Shop.Read.All","Read shops","Reads every shop."\n'],
  [
    'roles.json',
    '[{"AllowedMemberTypes":["Application"],"Description":"","Origin":"Application","Value":"Shop.Read"}]',
  ],
  ['tiers.json', '[{"AppId":"1","Category":"Shops","EAMTierLevelName":"ControlPlane"}]'],
  ['vendors.yaml', "- name: 'Shop'\n  source: 'https://shop.example/'\n  accounts: ['123456789012']\n"],
])('%s is left out, for it speaks of no identity', (file, text) => {
  expect(recognised(file, text)).toMatchObject({
    importer: null,
    leftOut: true,
    reason: expect.stringMatching(/no identity$/),
  });
});

it('a table of the same heads that holds no permissions is a table', () => {
  const text = '"Id","Value","DisplayName","Description"\n"1","x","Orders","Fetches orders, every hour"\n';
  expect(recognised('keys.csv', text).importer?.id).toBe('csv');
});
