import type { ViewContribution } from '#renderer/registry/view.ts';
import { AuditView } from './audit.tsx';
import { DelegationsView } from './delegations.tsx';
import { DemoView } from './demo.tsx';
import { FindingsView, useOpenCriticals } from './findings.tsx';
import { InventoryView } from './inventory.tsx';
import { IssuerView } from './issuer.tsx';
import { LifetimesView } from './lifetimes.tsx';
import { PlansView, useWaitingPlans } from './plans.tsx';
import { PrivilegeView } from './privilege.tsx';
import { TenantsView } from './tenants.tsx';

/** The activity bar from top to bottom. */
export const views: readonly ViewContribution[] = [
  { id: 'inventory', title: 'Inventory', icon: 'table', home: 'nhi:/inventory', component: InventoryView },
  { id: 'lifetimes', title: 'Lifetimes', icon: 'watch', home: 'nhi:/lifetimes', component: LifetimesView },
  { id: 'privilege', title: 'Privilege', icon: 'graph-scatter', home: 'nhi:/privilege', component: PrivilegeView },
  {
    id: 'delegations',
    title: 'Delegations',
    icon: 'type-hierarchy-sub',
    home: 'nhi:/delegations',
    component: DelegationsView,
  },
  { id: 'audit', title: 'Audit', icon: 'pulse', home: 'nhi:/audit', component: AuditView },
  {
    id: 'findings',
    title: 'Findings',
    icon: 'warning',
    home: 'nhi:/findings',
    pages: ['campaigns', 'campaign', 'new-campaign', 'owners', 'offboard', 'incidents'],
    component: FindingsView,
    useBadge: useOpenCriticals,
  },
  {
    id: 'plans',
    title: 'Plans',
    icon: 'checklist',
    home: 'nhi:/plans',
    pages: ['plan'],
    component: PlansView,
    useBadge: useWaitingPlans,
  },
  { id: 'tenants', title: 'Tenants', icon: 'server', home: 'nhi:/tenants', pages: ['tenant'], component: TenantsView },
  { id: 'issuer', title: 'Local Issuer', icon: 'shield', home: 'nhi:/issuer', component: IssuerView },
  { id: 'demo', title: 'Demo', icon: 'beaker', home: 'nhi:/playground', component: DemoView },
];
