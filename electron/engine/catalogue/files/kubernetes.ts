import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** `verb:resource` of RBAC rules. T0 are the ways to more privilege that the good practices for RBAC warn of. */
export const kubernetes: CatalogueFile = {
  source: 'Kubernetes documentation, RBAC good practices and privilege escalation risks',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['kubernetes'],
  sections: [
    {
      apis: '*',
      worst: 0,
      spelling: 'before bracket',
      rows: `
T0 admin mints: escalate:roles, escalate:clusterroles, escalate:*, bind:roles, bind:clusterroles, bind:*,
  impersonate:users, impersonate:groups, impersonate:serviceaccounts, impersonate:uids, impersonate:*,
  create:serviceaccounts/token, create:rolebindings, create:clusterrolebindings, update:rolebindings,
  update:clusterrolebindings, patch:rolebindings, patch:clusterrolebindings, create:roles, create:clusterroles,
  update:roles, update:clusterroles, patch:roles, patch:clusterroles, approve:signers, sign:signers,
  update:certificatesigningrequests/approval, patch:certificatesigningrequests/approval,
  create:mutatingwebhookconfigurations, update:mutatingwebhookconfigurations, patch:mutatingwebhookconfigurations,
  create:validatingwebhookconfigurations, update:validatingwebhookconfigurations, patch:validatingwebhookconfigurations,
  create:secrets, cluster-admin, admin
T0 write: create:pods, update:pods, patch:pods, create:pods/exec, get:pods/exec, create:pods/attach, get:pods/attach,
  update:pods/ephemeralcontainers, patch:pods/ephemeralcontainers, create:deployments, update:deployments,
  patch:deployments, create:daemonsets, update:daemonsets, patch:daemonsets, create:statefulsets, update:statefulsets,
  patch:statefulsets, create:replicasets, update:replicasets, patch:replicasets, create:replicationcontrollers,
  update:replicationcontrollers, patch:replicationcontrollers, create:jobs, update:jobs, patch:jobs, create:cronjobs,
  update:cronjobs, patch:cronjobs, create:persistentvolumes, create:nodes/proxy, get:nodes/proxy, update:nodes/proxy,
  patch:nodes/proxy, delete:nodes/proxy, *:nodes/proxy, patch:nodes, update:nodes, update:secrets, patch:secrets,
  patch:namespaces, update:namespaces, create:certificatesigningrequests, patch:serviceaccounts, update:serviceaccounts,
  create:apiservices, update:apiservices, patch:apiservices, create:customresourcedefinitions, edit
T0 read: get:secrets, list:secrets, watch:secrets
T1 read: get:configmaps, list:configmaps, watch:configmaps, get:pods/log, get:pods/proxy, get:services/proxy
T1 write: create:pods/portforward, get:pods/portforward, create:serviceaccounts, create:pods/proxy,
  create:pods/eviction, create:services/proxy, system:node, system:kube-controller-manager
T2 read: create:tokenreviews, create:subjectaccessreviews, create:localsubjectaccessreviews, view, get:roles,
  list:roles, get:rolebindings, list:rolebindings, get:clusterroles, list:clusterroles, get:clusterrolebindings,
  list:clusterrolebindings, get:serviceaccounts, list:serviceaccounts, get:pods, list:pods, watch:pods, get:nodes,
  list:nodes, watch:nodes, get:certificatesigningrequests
T2 write: create:events, patch:events, update:events, create:leases, update:leases, patch:leases, update:endpoints,
  patch:endpoints, update:endpointslices, patch:endpointslices
T3 read: create:selfsubjectaccessreviews, create:selfsubjectrulesreviews, create:selfsubjectreviews, get:/healthz*,
  get:/livez*, get:/readyz*, get:/version*, get:/api*, get:/openapi*, get:/metrics*
T2 write: update:*/status, patch:*/status, update:*/finalizers, patch:*/finalizers
T1 delete: delete:*, deletecollection:*
T1 write: create:*, update:*, patch:*, post:*, put:*
T3 read: get:*, list:*, watch:*, head:*, options:*
T0 admin mints: approve:*, sign:*, attest:*
T1 write: use:*
`,
    },
  ],
};
