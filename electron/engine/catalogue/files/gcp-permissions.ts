import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** `service.resource.verb` permissions of Google Cloud IAM. */
export const gcpPermissions: CatalogueFile = {
  source: 'Google Cloud IAM permissions: ways to more privilege by name, the rest by verb',
  licence: 'own work from a list of permissions under Apache-2.0',
  read: '2026-11-28',
  vendors: ['gcp'],
  sections: [
    {
      apis: '*',
      within: '*.*.*',
      worst: 0,
      rows: `
T0 admin mints: iam.serviceAccountKeys.create, iam.serviceAccountKeys.upload, iam.serviceAccounts.getAccessToken,
  iam.serviceAccounts.getOpenIdToken, iam.serviceAccounts.signBlob, iam.serviceAccounts.signJwt,
  iam.serviceAccounts.implicitDelegation, iam.serviceAccounts.actAs, iam.serviceAccounts.create,
  iam.serviceAccounts.setIamPolicy, iam.serviceAccounts.enable, iam.roles.create, iam.roles.update, iam.roles.undelete,
  iam.serviceAccountKeys.enable, iam.workloadIdentityPools.create, iam.workloadIdentityPoolProviders.create,
  iam.workloadIdentityPoolProviders.update, iam.serviceAccountApiKeyBindings.create,
  resourcemanager.projects.setIamPolicy, resourcemanager.folders.setIamPolicy,
  resourcemanager.organizations.setIamPolicy, orgpolicy.policy.set, orgpolicy.policies.create,
  orgpolicy.policies.update, apikeys.keys.create, apikeys.keys.update, serviceusage.apiKeys.create,
  storage.hmacKeys.create, container.roles.bind, container.roles.escalate, container.clusterRoles.bind,
  container.clusterRoles.escalate, container.clusters.getCredentials, container.serviceAccounts.createToken,
  container.certificateSigningRequests.approve, privateca.certificates.create, firebaseauth.users.create,
  firebaseauth.users.update, identitytoolkit.tenants.setIamPolicy, secretmanager.secrets.setIamPolicy
T0 write: cloudfunctions.functions.create, cloudfunctions.functions.update, cloudfunctions.functions.sourceCodeSet,
  run.services.create, run.services.update, run.jobs.create, run.jobs.update, cloudbuild.builds.create,
  cloudbuild.builds.update, compute.instances.create, compute.instances.setMetadata,
  compute.instances.setServiceAccount, compute.instances.osAdminLogin, compute.projects.setCommonInstanceMetadata,
  deploymentmanager.deployments.create, deploymentmanager.deployments.update, composer.environments.create,
  dataflow.jobs.create, dataproc.clusters.create, dataproc.jobs.create, cloudscheduler.jobs.create,
  appengine.versions.create, container.pods.create, container.pods.exec, container.deployments.create,
  container.daemonSets.create, container.jobs.create, container.secrets.create, notebooks.instances.create,
  workflows.workflows.create, aiplatform.customJobs.create, osconfig.patchJobs.exec
T1 read: secretmanager.versions.access, storage.objects.get, bigquery.tables.getData, apikeys.keys.getKeyString,
  cloudkms.cryptoKeyVersions.useToDecrypt, datastore.entities.get, spanner.databases.read, container.secrets.get,
  container.secrets.list, logging.privateLogEntries.list, cloudsql.instances.connect, bigquery.tables.export,
  compute.instances.getSerialPortOutput, firebaseauth.users.get, storage.hmacKeys.get
T0 admin mints: *.setIamPolicy, *.actAs*, *.createPolicyBinding, *.updatePolicyBinding
T2 read: *.getIamPolicy, *.searchPolicyBindings, *.testIamPermissions
T1 delete: *.delete*, *.purge*, *.bulkDelete, *.terminate, *.evict, *.revoke, *.trash, *.destroy
T3 read: *.list*, *.getStatus, *.getSettings, *.getStats, *.getScale, *.validate, *.check*, *.wait
T2 read: *.get*, *.search*, *.query*, *.read*, *.export*, *.fetch*, *.download, *.view*, *.lookup*, *.calculate,
  *.analyze*, *.aggregate, *.predict, *.verify, *.simulate*, *.useReadOnly, *.batchGet*
T1 read: *.access, *.getData, *.readRows, *.decrypt, *.useToDecrypt*
T1 write: *.create*, *.update*, *.set*, *.patch, *.write*, *.import*, *.upload*, *.restore*, *.undelete, *.run*,
  *.execute, *.invoke*, *.deploy, *.undeploy, *.start*, *.stop*, *.resume, *.pause, *.reset*, *.enable*, *.disable*,
  *.attach*, *.detach*, *.add*, *.remove*, *.move, *.use*, *.connect, *.publish, *.cancel, *.approve*, *.commit,
  *.send*, *.install, *.generate*, *.rollback, *.upgrade, *.activate
T1 admin: *.manage*, *.admin*, *.allowAllActions, *.login, *.bind, *.escalate, *.impersonate, *.proxy
`,
    },
  ],
};
