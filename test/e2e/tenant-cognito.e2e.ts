// An Amazon Cognito user pool, connected through the form of the real window, against cognito-local.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CognitoLocal, startCognitoLocal } from '#test/support/cognito-local.ts';
import { tenantWindow } from '#test/support/tenant-window.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

const keyLabel = 'Access key: id, secret and session token';
const person = 'ana@acme.example';
const accessKey = 'AKIAEXAMPLEKEY000002 canary/secret/access/key canary-session-token';

describe('a pool of cognito-local', () => {
  let bench: Workbench;
  let server: CognitoLocal;
  let pool = '';
  const shown = tenantWindow(() => bench);
  const { editor, field, fillForm, type, testSays, addAndSync, greyed } = shown;
  const { show, select, head, state, button, steps, approve, receipt, look } = shown;
  const clientOf = async (name: string) => {
    const { UserPoolClients: all } = await server.ask('ListUserPoolClients', { UserPoolId: pool, MaxResults: 60 });
    return (all as Readonly<Record<string, unknown>>[]).find(({ ClientName }) => ClientName === name);
  };

  beforeAll(async () => {
    server = await startCognitoLocal();
    const made = await server.ask('CreateUserPool', { PoolName: 'acme' });
    pool = String((made['UserPool'] as Record<string, unknown>)['Id']);
    for (const ClientName of ['mobile', 'partner'])
      await server.ask('CreateUserPoolClient', {
        UserPoolId: pool,
        ClientName,
        GenerateSecret: true,
        AllowedOAuthFlows: ['client_credentials'],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes: ['orders/read', 'orders/write'],
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
      });
    await server.ask('AdminCreateUser', { UserPoolId: pool, Username: person });
    bench = await startWorkbench();
    await bench.newWorkspace();
    await shown.answerMain();
  });
  afterAll(async () => {
    await bench?.running.close();
    await server?.stop();
    expect(bench?.complaints ?? []).toEqual([]);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.running.screenshot('cognito-failed');
  });

  it('says what is wrong with the key and with the pool', async () => {
    await fillForm({
      backend: /^Amazon Cognito/,
      fields: { Name: 'Customers', 'User pool id': 'local_nothere0', Endpoint: server.url },
      secrets: { [keyLabel]: 'canary-no-key' },
      keeping: 'run',
    });
    await testSays(/access key/i);
    await type(keyLabel, accessKey);
    await testSays('There is no user pool local_nothere0 in local.');
    await look('cognito-form');
    expect(await bench.page.content()).not.toContain('canary');
  });

  it('connects, says whose key it is or why nobody knows, and greys what Cognito cannot', async () => {
    await field('User pool id').fill(pool);
    await testSays(/It may read/);
    await addAndSync('Customers', { writing: true });
    await editor()
      .getByText(/STS \(GetCallerIdentity\) was not reached/)
      .waitFor();
    expect(await greyed('Quarantine')).toContain('no token without a scope');
    expect(await greyed('Assign owner')).toContain('tags on the pool alone');
    await look('cognito-tenant');
  });

  it('takes the flows from a client, and gives them back', async () => {
    const before = await clientOf('partner');
    await select('name:partner', 1);
    await bench.command('Disable…');
    await head().getByRole('heading', { name: 'Disable partner' }).waitFor();
    await approve();
    await button('Run').click();
    await state('1 verified');
    await look('cognito-done');
    expect((await receipt()).counts).toEqual({ verified: 1 });
    expect(await clientOf('partner')).toMatchObject({ AllowedOAuthFlowsUserPoolClient: false });
    await button('Undo…').click();
    await head().getByRole('heading', { name: 'Undo: Disable partner' }).waitFor();
    await approve();
    await button('Run').click();
    await state('1 verified');
    expect({ ...(await clientOf('partner')), LastModifiedDate: 0 }).toEqual({ ...before, LastModifiedDate: 0 });
  });

  it('signs one person out by a plan, and says what the server answered', async () => {
    await show('kind:human', 1);
    await bench.press('Home');
    await bench.press('Enter');
    await editor().getByRole('heading', { name: person }).waitFor();
    await bench.command('Sign Out Everywhere…');
    await head()
      .getByRole('heading', { name: `Sign out ${person}` })
      .waitFor();
    await eventually(steps).toEqual([`Sign ${person} out everywhere`]);
    await approve(person);
    await button('Run').click();
    // cognito-local has no AdminUserGlobalSignOut.
    await state('1 refused');
    await editor()
      .getByText(/Unsupported/)
      .first()
      .waitFor();
    expect((await receipt()).counts).toEqual({ refused: 1 });
  });
});
