import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { grantTypes } from '#engine/issuer/model.ts';
import { grantFlows } from './index.ts';

it('lists every grant, each in a file of its name', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => !/\.test\.ts$|^index\.ts$/.test(name));
  const named = grantFlows.map(({ id }) => `${id.split(':').at(-1)?.replaceAll('_', '-')}.ts`);
  expect(named.toSorted()).toEqual(files.sort());
  expect(grantFlows.map(({ id }) => id)).toEqual([...grantTypes]);
});
