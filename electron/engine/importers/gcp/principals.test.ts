import { describe, expect, it } from 'vitest';
import type { TenantId } from '#shared/model/ids.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { nameAsked, shortName, tenantIn } from './names.ts';
import { groupKind, isAgent, principal, projectOf } from './principals.ts';

// A stand-in for what mints tenants: the brand is of no interest here.
const tenantOf = (project: string): Tenant => ({ id: project as TenantId, vendor: 'gcp', name: project });

describe('members of a policy', () => {
  it.each([
    ['user:Ana@Example.com', 'user', 'ana@example.com', undefined],
    ['serviceAccount:a@shop-1.iam.gserviceaccount.com', 'service-account', 'a@shop-1.iam.gserviceaccount.com', 'shop-1'],
    ['serviceAccount:a@shop.example.com.iam.gserviceaccount.com', 'service-account', 'a@shop.example.com.iam.gserviceaccount.com', 'example.com:shop'],
    ['serviceAccount:shop-1@appspot.gserviceaccount.com', 'service-account', 'shop-1@appspot.gserviceaccount.com', 'shop-1'],
    ['serviceAccount:12-compute@developer.gserviceaccount.com', 'service-account', '12-compute@developer.gserviceaccount.com', undefined],
    ['serviceAccount:shop-1.svc.id.goog[ns/sa]', 'kubernetes-service-account', 'shop-1.svc.id.goog[ns/sa]', 'shop-1'],
    ['deleted:serviceAccount:a@shop-1.iam.gserviceaccount.com?uid=7', 'service-account', 'a@shop-1.iam.gserviceaccount.com?uid=7', 'shop-1'],
    ['principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/*', 'workload-identity-pool', 'projects/1/locations/global/workloadIdentityPools/p', undefined],
    ['principal://goog/subject/ana@example.com', 'user', 'ana@example.com', undefined],
    ['principalSet://goog/public:all', 'everyone', 'allUsers', undefined],
    ['allAuthenticatedUsers', 'everyone', 'allAuthenticatedUsers', undefined],
  ])('%s', (member, namespace, externalId, project) => {
    const ref = principal(member, tenantOf)?.ref;
    expect([ref?.namespace, ref?.externalId, ref?.tenant?.name]).toEqual([namespace, externalId, project]);
  }); // biome-ignore format: a table

  it('tells groups from principals and from nonsense', () => {
    for (const member of ['group:a@b.example', 'domain:b.example', 'projectOwner:p', 'deleted:group:a@b.example?uid=1'])
      expect([groupKind(member) !== '', principal(member, tenantOf)]).toEqual([true, null]);
    for (const member of ['', ':', 'user:', 'nobody', 'principal://else/x'])
      expect([groupKind(member), principal(member, tenantOf)]).toEqual(['', null]);
  });

  it('knows Google’s own agents from a customer’s accounts', () => {
    expect(isAgent('service-1@gcp-sa-pubsub.iam.gserviceaccount.com')).toBe(true);
    expect(isAgent('1@cloudservices.gserviceaccount.com')).toBe(true);
    expect(isAgent('1-compute@developer.gserviceaccount.com')).toBe(false);
    expect(isAgent('service-orders@shop-1.iam.gserviceaccount.com')).toBe(false);
    expect(projectOf('service-1@gcp-sa-pubsub.iam.gserviceaccount.com')).toBeNull();
  });
});

describe('names', () => {
  it('are those of resources, whatever says them', () => {
    expect(shortName('//cloudresourcemanager.googleapis.com/projects/p')).toBe('projects/p');
    expect(shortName('//storage.googleapis.com/b')).toBe('storage.googleapis.com/b');
    expect(nameAsked('https://cloudresourcemanager.googleapis.com/v1/projects/p:getIamPolicy?alt=json')).toBe(
      'projects/p',
    );
    expect(nameAsked('https://storage.googleapis.com/storage/v1/b/pictures/iam')).toBe(
      'storage.googleapis.com/pictures',
    );
    expect(nameAsked('https://iam.googleapis.com/v1/projects/p/serviceAccounts/a%40b.example:getIamPolicy')).toBe(
      'projects/p/serviceAccounts/a@b.example',
    );
    expect(nameAsked('%')).toBe('');
  });

  it('name the tenant: the organization, else the project by id, else by number', () => {
    expect(tenantIn('{"name":"//x/projects/12345","ancestors":["projects/12345","organizations/77"]}')).toBe(
      'organizations/77',
    );
    expect(tenantIn('{"parent":"projects/12345","projectId":"shop-1"}')).toBe('shop-1');
    expect(tenantIn('{"parent":"projects/12345","name":"projects/shop-1/x"}')).toBe('shop-1');
    expect(tenantIn('{"parent":"projects/12345"}')).toBe('12345');
    expect(tenantIn('{"resourceId":"projects/_/buckets/b"}')).toBeNull();
  });
});
