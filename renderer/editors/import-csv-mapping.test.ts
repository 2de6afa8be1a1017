import { expect, it } from 'vitest';
import { mapped } from './import-csv-mapping.tsx';

it('gives a field to one column only', () => {
  const mapping = { App: 'name', Team: 'owner' } as const;
  expect(mapped(mapping, 'Title', 'name')).toEqual({ Team: 'owner', Title: 'name' });
  expect(mapped(mapping, 'Team', '')).toEqual({ App: 'name' });
  expect(mapped(mapping, 'Team', 'publisher')).toEqual({ App: 'name', Team: 'publisher' });
});
