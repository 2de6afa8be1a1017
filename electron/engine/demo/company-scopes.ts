/** What the APIs of Northwind Loyalty offer: the classifications that its analyst made. */
export interface CompanyScope {
  readonly api: string;
  readonly scope: string;
  readonly tier: 0 | 1 | 2 | 3;
  readonly verb: 'read' | 'write' | 'delete' | 'admin' | 'wildcard';
}

type Row = readonly [api: string, scope: string, tier: CompanyScope['tier'], verb: CompanyScope['verb']];

const rows: readonly Row[] = [
  ['orders-api', 'orders:read', 2, 'read'],
  ['orders-api', 'orders:write', 1, 'write'],
  ['cart-api', 'cart:write', 1, 'write'],
  ['cart-api', 'cart:read', 3, 'read'],
  ['payments-api', 'payments:read', 2, 'read'],
  ['payments-api', 'payments:capture', 1, 'write'],
  ['payments-api', 'refunds:create', 1, 'write'],
  ['loyalty-api', 'loyalty:read', 3, 'read'],
  ['loyalty-api', 'loyalty:adjust', 1, 'write'],
  ['loyalty-api', 'loyalty:grant', 1, 'admin'],
  ['profile-api', 'profile:read', 2, 'read'],
  ['profile-api', 'profile:write', 1, 'write'],
  ['customer-api', 'customers:read', 2, 'read'],
  ['customer-api', 'customers:export', 1, 'read'],
  ['customer-api', 'customers:write', 1, 'write'],
  ['customer-api', 'customers:erase', 1, 'delete'],
  ['catalog-api', 'catalog:read', 3, 'read'],
  ['catalog-api', 'catalog:stock', 2, 'read'],
  ['catalog-api', 'catalog:write', 2, 'write'],
  ['inventory-api', 'stock:read', 3, 'read'],
  ['inventory-api', 'stock:write', 2, 'write'],
  ['shipping-api', 'shipments:read', 3, 'read'],
  ['shipping-api', 'labels:create', 2, 'write'],
  ['pricing-api', 'prices:read', 3, 'read'],
  ['pricing-api', 'prices:write', 2, 'write'],
  ['messages-api', 'templates:read', 3, 'read'],
  ['messages-api', 'sms:send', 2, 'write'],
  ['messages-api', 'mail:send', 2, 'write'],
  ['metrics-api', 'metrics:read', 3, 'read'],
  ['metrics-api', 'metrics:write', 3, 'write'],
  ['reports-api', 'reports:read', 3, 'read'],
  ['reports-api', 'reports:create', 3, 'write'],
  ['tax-api', 'rates:read', 3, 'read'],
  ['events-api', 'events:read', 3, 'read'],
  ['events-api', 'events:publish', 3, 'write'],
  ['search-api', 'index:read', 3, 'read'],
  ['search-api', 'index:write', 3, 'write'],
  ['pos-api', 'terminals:read', 3, 'read'],
  ['pos-api', 'sales:write', 1, 'write'],
  ['survey-api', 'answers:read', 2, 'read'],
  ['survey-api', 'answers:export', 1, 'read'],
  ['staff-api', 'staff:read', 2, 'read'],
  ['staff-api', 'staff:write', 1, 'write'],
  ['login-pages-api', 'pages:read', 3, 'read'],
  ['login-pages-api', 'pages:write', 1, 'write'],
  ['login-pages-api', 'pages:admin', 1, 'admin'],
  ['branding-api', 'brand:read', 3, 'read'],
  ['branding-api', 'brand:write', 2, 'write'],
  ['branding-api', 'brand:delete', 2, 'delete'],
  ['logs-api', 'streams:read', 2, 'read'],
  ['logs-api', 'streams:write', 1, 'write'],
  ['platform-api', 'clusters:admin', 0, 'admin'],
  ['platform-api', 'deploys:write', 1, 'write'],
  ['platform-api', 'deploys:read', 3, 'read'],
];

/** The old ERP, whose one key opens everything: eight modules, 32 scopes. */
const modules = ['ledger', 'stock', 'buying', 'sales', 'payroll', 'fleet', 'assets', 'plants'] as const;
const erp: readonly Row[] = [
  ...modules.flatMap((module): readonly Row[] => [
    [`erp-${module}`, `${module}.read`, 2, 'read'],
    [`erp-${module}`, `${module}.list`, 3, 'read'],
    [`erp-${module}`, `${module}.write`, 2, 'write'],
  ]),
  ['erp-ledger', 'ledger.admin', 0, 'admin'],
  ['erp-payroll', 'payroll.admin', 0, 'admin'],
  ...modules.slice(0, 6).map((module): Row => [`erp-${module}`, `${module}.update`, 2, 'write']),
];

const toScope = ([api, scope, tier, verb]: Row): CompanyScope => ({ api, scope, tier, verb });
export const erpScopes: readonly CompanyScope[] = erp.map(toScope);
export const companyScopes: readonly CompanyScope[] = [...rows, ...erp].map(toScope);

const apiOf = new Map(companyScopes.map(({ api, scope }) => [scope, api]));

/** A scope is written by its name, or as `api|name` where a vendor defines it. */
export function scopeNamed(text: string): { readonly api: string; readonly name: string } {
  const bar = text.indexOf('|');
  if (bar !== -1) return { api: text.slice(0, bar), name: text.slice(bar + 1) };
  const api = apiOf.get(text);
  if (api === undefined) throw new Error(`no API offers ${text}`);
  return { api, name: text };
}
