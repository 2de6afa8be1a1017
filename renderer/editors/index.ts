import type { EditorContribution } from '#renderer/registry/editor.ts';
import { parseUri } from '#renderer/registry/uri.ts';

const page = (
  id: string,
  title: string,
  icon: string,
  load: EditorContribution['load'],
  standalone = false,
): EditorContribution => ({
  id,
  title: () => title,
  icon,
  matches: (uri) => parseUri(uri)?.path === id,
  home: `nhi:/${id}`,
  standalone,
  load,
});

/** Every editor, each loaded when it is first opened. */
export const editors: readonly EditorContribution[] = [
  page('welcome', 'Welcome', 'home', () => import('./welcome.tsx'), true),
  page('inventory', 'Inventory', 'table', () => import('./inventory/inventory.tsx')),
  {
    id: 'identity',
    title: () => 'Identity',
    icon: 'person',
    matches: (uri) => {
      const parts = parseUri(uri);
      return parts?.head === 'identity' && parts.rest !== '';
    },
    load: () => import('./identity/identity.tsx'),
  },
  {
    id: 'diff',
    title: () => 'Moments compared',
    icon: 'diff',
    matches: (uri) => {
      const parts = parseUri(uri);
      return parts?.head === 'diff' && parts.rest !== '';
    },
    load: () => import('./diff/diff.tsx'),
  },
  page('lifetimes', 'Lifetimes', 'watch', () => import('./lifetimes/lifetimes.tsx')),
  page('privilege', 'Privilege', 'graph-scatter', () => import('./privilege/privilege.tsx')),
  page('scopes', 'Scopes', 'key', () => import('./scopes/scopes.tsx')),
  page('delegations', 'Delegations', 'type-hierarchy-sub', () => import('./delegations/delegations.tsx')),
  page('audit', 'Audit', 'pulse', () => import('./audit/audit.tsx')),
  page('findings', 'Findings', 'warning', () => import('./findings/findings.tsx')),
  page('rules', 'Rules', 'law', () => import('./rules/rules.tsx'), true),
  page('risks', 'Accepted Risks', 'shield', () => import('./risks/risks.tsx')),
  page('campaigns', 'Certification', 'tasklist', () => import('./campaigns/campaigns.tsx')),
  page('new-campaign', 'New Campaign', 'tasklist', () => import('./campaigns/new-campaign.tsx')),
  {
    id: 'campaign',
    title: () => 'Campaign',
    icon: 'tasklist',
    matches: (uri) => {
      const parts = parseUri(uri);
      return parts?.head === 'campaign' && parts.rest !== '';
    },
    load: () => import('./campaigns/campaign.tsx'),
  },
  page('incidents', 'Vendor Incidents', 'shield', () => import('./incidents/incidents.tsx')),
  page('owners', 'Orphan Queue', 'organization', () => import('./owners/owners.tsx')),
  {
    id: 'offboard',
    title: () => 'Offboard',
    icon: 'sign-out',
    matches: (uri) => {
      const parts = parseUri(uri);
      return parts?.head === 'offboard' && parts.rest !== '';
    },
    load: () => import('./owners/offboard.tsx'),
  },
  {
    id: 'reach',
    title: () => 'Blast Radius',
    icon: 'flame',
    matches: (uri) => {
      const parts = parseUri(uri);
      return parts?.head === 'reach' && parts.rest !== '';
    },
    load: () => import('./reach/reach.tsx'),
  },
  page('reach-ranking', 'Blast Radius of All', 'flame', () => import('./reach/ranking.tsx')),
  page('plans', 'Plans', 'checklist', () => import('./plans/plans.tsx')),
  {
    id: 'plan',
    title: () => 'Plan',
    icon: 'checklist',
    matches: (uri) => {
      const parts = parseUri(uri);
      return parts?.head === 'plan' && parts.rest !== '';
    },
    load: () => import('./plans/plan.tsx'),
  },
  page('new-plan', 'New Plan', 'checklist', () => import('./plans/new-plan.tsx')),
  page('what-if', 'What If', 'lightbulb', () => import('./what-if/what-if.tsx')),
  page('tenants', 'Tenants', 'server', () => import('./tenants/tenants.tsx')),
  {
    id: 'tenant',
    title: (uri) => (parseUri(uri)?.rest === 'new' ? 'Add Tenant' : 'Tenant'),
    icon: 'server',
    matches: (uri) => {
      const parts = parseUri(uri);
      return parts?.head === 'tenant' && parts.rest !== '';
    },
    load: () => import('./tenants/tenant.tsx'),
  },
  page('issuer', 'Local Issuer', 'shield', () => import('./issuer/issuer.tsx')),
  page('new-client', 'New Client', 'add', () => import('./issuer/new-client.tsx')),
  {
    id: 'edit-client',
    title: () => 'Edit Client',
    icon: 'edit',
    matches: (uri) => {
      const parts = parseUri(uri);
      return parts?.head === 'edit-client' && parts.rest !== '';
    },
    load: () => import('./issuer/edit-client.tsx'),
  },
  page('playground', 'Playground', 'beaker', () => import('./playground/playground.tsx')),
  page('questions', 'Five Questions', 'question', () => import('./questions/questions.tsx')),
  page('import', 'Import', 'cloud-download', () => import('./import.tsx')),
  page('policy', 'Policy', 'law', () => import('./policy/policy.tsx')),
  {
    id: 'rule',
    title: (uri) => (parseUri(uri)?.rest === 'new' ? 'New Rule' : 'Rule'),
    icon: 'law',
    matches: (uri) => {
      const parts = parseUri(uri);
      return parts?.head === 'rule' && parts.rest !== '';
    },
    load: () => import('./rule/rule.tsx'),
  },
  page('query-language', 'Query Language', 'search', () => import('./query-language.tsx'), true),
  page('settings', 'Settings', 'settings-gear', () => import('./settings.tsx'), true),
  page('keyboard-shortcuts', 'Keyboard Shortcuts', 'keyboard', () => import('./keyboard-shortcuts.tsx'), true),
];
