import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** Built-in roles of Azure RBAC, and the permissions in them. */
export const azureRoles: CatalogueFile = {
  source: 'Azure RBAC, built-in roles and resource provider operations',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['entra'],
  sections: [
    {
      apis: 'Azure Resource Manager, Azure RBAC, https://management.azure.com*, Windows Azure Service Management API, 797f4846-ba00-4fd7-ba43-dac1f8f63013, /subscriptions*, /providers/*, azure*',
      worst: 0,
      rows: `
T0 admin mints: Owner, User Access Administrator, Role Based Access Control Administrator, Contributor,
  Managed Identity Contributor, Managed Identity Operator, Azure Kubernetes Service Cluster Admin Role,
  Azure Kubernetes Service RBAC Cluster Admin, Key Vault Administrator, Key Vault Data Access Administrator,
  Automation Contributor
T0 write: Virtual Machine Contributor, Virtual Machine Administrator Login, Logic App Contributor, Website Contributor,
  Key Vault Secrets Officer, Key Vault Crypto Officer
T0 write mints: Microsoft.Authorization/*/write, Microsoft.Authorization/*, Microsoft.ManagedIdentity/*
T1 read: Key Vault Secrets User, Storage Account Key Operator Service Role, Storage Blob Data Reader,
  Storage Queue Data Reader, Storage Table Data Reader, Log Analytics Reader, */listKeys/action
T1 write: Storage Account Contributor, Storage Blob Data Contributor, Storage Blob Data Owner, Network Contributor,
  SQL DB Contributor, SQL Server Contributor, Log Analytics Contributor, Key Vault Contributor, Monitoring Contributor,
  AcrPush, * Contributor, * Officer, * Operator
T1 admin: * Administrator, * Admin, * Owner
T2 read: Reader, Security Reader, Monitoring Reader, Key Vault Reader, AcrPull, * Reader, * User
T3 read: Billing Reader, Cost Management Reader, Tag Reader
T1 delete: */delete
T1 write: */write, */action
T2 read: */read
T1 admin: user_impersonation
`,
    },
  ],
};
