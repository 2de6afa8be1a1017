import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** Permissions of GitHub Apps and fine-grained tokens as `permission:level`, scopes of OAuth apps and classic tokens, deploy keys. */
export const github: CatalogueFile = {
  source: 'GitHub REST API, app permissions; scopes for OAuth apps',
  licence: 'own work from API descriptions under MIT',
  read: '2026-11-28',
  vendors: ['github'],
  sections: [
    {
      apis: '*',
      worst: 0,
      rows: `
T0 admin mints: administration:write, organization_administration:write, members:write, organization_secrets:write,
  secrets:write, dependabot_secrets:write, codespaces_secrets:write, environments:write, workflows:write, actions:write,
  organization_self_hosted_runners:write, organization_custom_roles:write, organization_custom_org_roles:write,
  organization_personal_access_tokens:write, organization_personal_access_token_requests:write, git_ssh_keys:write,
  keys:write, gpg_keys:write, enterprise_administration:write, enterprise_organization_installations:write,
  enterprise_organization_installation_repositories:write, email_addresses:write, enterprise_credentials:write,
  enterprise_people:write, enterprise_scim:write, organization_hooks:write, repository_hooks:write, admin:org,
  write:org, admin:enterprise, site_admin, admin:public_key, write:public_key, admin:ssh_signing_key, admin:gpg_key,
  write:gpg_key, manage_runners:*, scim:enterprise, workflow, admin:org_hook, admin:repo_hook, write:repo_hook, admin,
  owner, user
T0 admin: repo, maintain
T1 delete: delete_repo, delete:packages
T1 write: contents:write, packages:write, organization_packages:write, deployments:write, single_file:write,
  pull_requests:write, merge_queues:write, pages:write, codespaces:write, security_events:write, public_repo,
  write:packages, repo_deployment, codespace, write:deploy_key, read-write, write, push, security_events, audit_log,
  attestations:write, artifact_metadata:write, statuses:write
T1 read: contents:read, secret_scanning_alerts:read, secret_scanning_alerts:write, read:audit_log,
  organization_administration:read, administration:read, read:enterprise, read-only, read, pull
T2 read: read:org, read:user, user:email, read:packages, members:read, actions:read, read:repo_hook,
  organization_events:read, vulnerability_alerts:read, security_events:read, read:public_key, read:project,
  read:gpg_key, read:discussion, read:ssh_signing_key, email_addresses:read, triage
T2 write: issues:write, checks:write, discussions:write, write:discussion, gist, notifications, project,
  organization_projects:write, repository_projects:write, organization_announcement_banners:write, repo:status,
  repo:invite, user:follow, starring:write, followers:write, profile:write, interaction_limits:write, gists:write,
  plan:write, watching:write, user_events:write
T3 read: metadata:read, organization_plan:read, followers:read, starring:read, emails:read, plan:read, statuses:read,
  checks:read, pages:read, issues:read, discussions:read, gpg_keys:read, none
T1 admin: *:admin
T1 write: *:write
T2 read: *:read
`,
    },
  ],
};
