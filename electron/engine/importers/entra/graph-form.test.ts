import { describe, expect, it } from 'vitest';
import { graphForm } from './graph-form.ts';

describe('the form of Microsoft Graph', () => {
  it('is what PowerShell’s names and flattened lists become', () => {
    expect(
      graphForm({
        AppId: 'a',
        AppID: 'b',
        Owners: { Id: '1', AdditionalProperties: { '@odata.type': '#microsoft.graph.user', id: 'not this one' } },
        KeyCredentials: null,
        Tags: 'one',
        AppRoles: { value: [{ Id: 'r' }], Count: 1 },
        FederatedCredentials: false,
        Permissions: {},
      }),
    ).toEqual({
      appId: 'a',
      owners: [{ id: '1', '@odata.type': '#microsoft.graph.user' }],
      keyCredentials: null,
      tags: ['one'],
      appRoles: [{ id: 'r' }],
      federatedCredentials: [],
      permissions: [],
    });
  });

  it('takes the time out of what the shell writes around it', () => {
    const date = { value: '/Date(1)/', DisplayHint: 2, DateTime: 'Thursday' };
    expect(graphForm({ StartDate: date, endDate: 'x' })).toEqual({ startDateTime: '/Date(1)/', endDateTime: 'x' });
  });

  it('leaves Graph’s own objects as they are', () => {
    const own = { id: '1', '@odata.type': '#microsoft.graph.application', web: { redirectUris: ['a'] }, tags: [] };
    expect(graphForm(own)).toEqual(own);
    expect(graphForm({ objectId: '1' })).toEqual({ objectId: '1', id: '1' });
    expect(graphForm({ objectId: { application: '1' } })).toEqual({ objectId: { application: '1' } });
  });
});
