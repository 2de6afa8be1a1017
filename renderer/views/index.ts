import type { ViewContribution } from '#renderer/registry/view.ts';
import { AuditView } from './audit.tsx';
import { FindingsView, useOpenCriticals } from './findings.tsx';
import { InventoryView } from './inventory.tsx';
import { LifetimesView } from './lifetimes.tsx';
import { PrivilegeView } from './privilege.tsx';

/** The activity bar from top to bottom. */
export const views: readonly ViewContribution[] = [
  { id: 'inventory', title: 'Inventory', icon: 'table', home: 'nhi:/inventory', component: InventoryView },
  { id: 'lifetimes', title: 'Lifetimes', icon: 'watch', home: 'nhi:/lifetimes', component: LifetimesView },
  { id: 'privilege', title: 'Privilege', icon: 'graph-scatter', home: 'nhi:/privilege', component: PrivilegeView },
  { id: 'audit', title: 'Audit', icon: 'pulse', home: 'nhi:/audit', component: AuditView },
  {
    id: 'findings',
    title: 'Findings',
    icon: 'warning',
    home: 'nhi:/findings',
    component: FindingsView,
    useBadge: useOpenCriticals,
  },
];
