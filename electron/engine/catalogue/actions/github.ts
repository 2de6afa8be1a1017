import type { ActionFile } from '#engine/catalogue/action-file.ts';

/** The audit log records administration always, Git events and API requests only where the enterprise streams them. */
export const github: ActionFile = {
  source: 'GitHub audit log events for organizations',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['github'],
  rows: `
seen git.clone, git.fetch -> contents:read, contents:write, repo, public_repo, read-only, read-write, read, write
seen git.push -> contents:write, repo, public_repo, read-write, write
always repo.*, protected_branch.*, repository_ruleset.*, repository_branch_protection*
  -> administration:write, repo, admin
always hook.* -> repository_hooks:write, organization_hooks:write, admin:repo_hook, admin:org_hook, write:repo_hook
always org.*member*, org.*_user*, team.* -> members:write, admin:org, write:org
always org.*secret*, repo.*secret*, environment.*secret* -> secrets:write, organization_secrets:write,
  environments:write, dependabot_secrets:write, codespaces_secrets:write, repo, admin:org
always org.*, integration_installation*.*, installation*.*, personal_access_token.* -> organization_administration:write, admin:org
always org.*runner*, repo.*runner*, enterprise.*runner* -> organization_self_hosted_runners:write, administration:write,
  manage_runners:*
always personal_access_token.* -> organization_personal_access_tokens:write,
  organization_personal_access_token_requests:write
always business.*, enterprise.* -> enterprise_administration:write, admin:enterprise
always public_key.*, deploy_key.* -> administration:write, git_ssh_keys:write, admin:public_key, write:public_key
seen workflows.*, workflow_run.*, checks.* -> actions:write, workflows:write, workflow, checks:write
seen pull_request*.* -> pull_requests:write, repo
seen issue*.* -> issues:write, repo
seen packages.*, package.* -> packages:write, organization_packages:write, write:packages, packages:read, read:packages
seen environment.*, deployment*.* -> deployments:write, environments:write, repo_deployment
seen secret_scanning* -> secret_scanning_alerts:write, security_events
seen dependabot_alerts*, repository_vulnerability_alert* -> vulnerability_alerts:write, security_events:write,
  security_events
`,
};
