import { describe, expect, it } from 'vitest';
import { Fields } from '#engine/importers/fields.ts';
import { orgIn, repositoryOf } from './names.ts';
import { eventOf, webhookAction, webhookActor, webhookObject, webhookOwner, webhookTime } from './webhook-events.ts';

const payload = (value: Readonly<Record<string, unknown>>): Fields =>
  new Fields(value, '$', { problem: () => undefined });

describe('deliveries of webhooks', () => {
  it.each([
    [{ action: 'added', repositories_added: [], installation: {} }, 'installation_repositories.added'],
    [{ action: 'suspend', installation: {} }, 'installation.suspend'],
    [{ action: 'revoked', sender: {} }, 'github_app_authorization.revoked'],
    [{ team: {}, repository: {} }, 'team_add'],
    [{ action: 'edited', team: {}, repository: {} }, 'team.edited'],
    [{ ref: 'x', commits: [], repository: {} }, 'push'],
    [{ action: 'created', comment: {}, issue: {}, repository: {} }, 'comment.created'],
    [
      { action: 'approved', personal_access_token_request: {}, organization: {} },
      'personal_access_token_request.approved',
    ],
    [{ action: 'publicized', repository: {} }, 'repository.publicized'],
    [{ x_github_event: 'ping', action: '' }, 'ping'],
    [{ sender: {} }, ''],
  ])('%j is %s', (value, action) => {
    expect(webhookAction(payload(value))).toBe(action);
  });

  it('take their time from what the action was done to', () => {
    const run = {
      created_at: '2026-01-01T00:00:00Z',
      completed_at: '2026-01-03T00:00:00Z',
      updated_at: '2026-01-04T00:00:00Z',
    };
    const at = (value: Readonly<Record<string, unknown>>) => webhookTime(payload(value));
    expect(at({ action: 'created', check_run: run })).toBe(Date.UTC(2026, 0, 1));
    expect(at({ action: 'completed', check_run: run })).toBe(Date.UTC(2026, 0, 3));
    expect(at({ action: 'rerequested', check_run: run, delivered_at: '2026-01-05T00:00:00Z' })).toBe(
      Date.UTC(2026, 0, 5),
    );
    expect(at({ ref: 'x', commits: [], repository: { pushed_at: 1767225600 } })).toBe(Date.UTC(2026, 0, 1));
    expect(at({ action: 'privatized', repository: { updated_at: '2026-01-01T00:00:00Z' } })).toBeNull();
  });

  it('say who did it to what', () => {
    const value = {
      comment: { user: { login: 'ana' } },
      repository: { full_name: 'acme/web' },
      installation: { id: 9 },
    };
    expect(webhookActor(payload(value))).toBe('ana');
    expect(webhookActor(payload({ ...value, sender: { login: 'ben' } }))).toBe('ben');
    expect(webhookObject(payload(value))).toBe('acme/web installation 9');
    expect(webhookOwner(payload(value))).toBe('acme');
    expect(eventOf(payload(value))).toBe('comment');
  });
});

describe('names', () => {
  it('name the organization, whatever form says it', () => {
    expect(orgIn('{"url":"https://api.github.com/users/octocat/orgs"}')).toBeNull();
    expect(orgIn('{"path":"/orgs/Acme/hooks"}')).toBe('Acme');
    expect(orgIn('{"url":"https://api.github.com/repos/acme/web/keys/1","org":"Other"}')).toBe('Other');
    expect(orgIn('{"url":"https://api.github.com/repos/acme/web/keys/1"}')).toBe('acme');
    expect(orgIn('{"repositories_url":"https://api.github.com/organizations/652551/x"}')).toBeNull();
    expect(repositoryOf('https://ghe.example/api/v3/repos/acme/web/keys/1')).toBe('acme/web');
  });
});
