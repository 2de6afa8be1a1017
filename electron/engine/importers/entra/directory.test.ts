import { expect, it } from 'vitest';
import { applicationRef, appRef, emptyDirectory, placeOf, servicePrincipalRef } from './directory.ts';

it('tells by an address whose part an answer is', () => {
  const id = '00000000-0000-4000-8000-00000000000a';
  const directory = emptyDirectory();
  const at = (url: string) => placeOf({ method: 'GET', url }, directory);
  const graph = 'https://graph.microsoft.com/v1.0';
  expect(at(`${graph}/applications/${id}/owners?$top=5`)).toEqual({ parent: applicationRef(id), relation: 'owners' });
  expect(at(`${graph}/applications(appId='${id.toUpperCase()}')/federatedIdentityCredentials`)).toEqual({
    parent: appRef(id),
    relation: 'federatedidentitycredentials',
  });
  const agents = `${graph}/servicePrincipals/${id}/microsoft.graph.agentIdentity/sponsors`;
  expect(at(agents)).toEqual({ parent: servicePrincipalRef(id), relation: 'sponsors' });
  expect(at(`${graph}/applications/${id}`)).toBeNull();
  directory.context = `${graph}/$metadata#applications('${id}')/owners`;
  expect(placeOf(undefined, directory)).toEqual({ parent: applicationRef(id), relation: 'owners' });
});
