import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/** Roles that an IAM policy of Google Cloud binds, and the OAuth scopes of its APIs. */
export const gcpRoles: CatalogueFile = {
  source: 'Google Cloud IAM, basic and predefined roles; OAuth scopes of Google APIs',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['gcp'],
  sections: [
    {
      apis: '*',
      within: 'roles/*, projects/*/roles/*, organizations/*/roles/*',
      worst: 0,
      rows: `
T0 wildcard mints: roles/owner
T0 admin mints: roles/editor, roles/iam.securityAdmin, roles/resourcemanager.*Admin, roles/iam.serviceAccountAdmin,
  roles/iam.serviceAccountKeyAdmin, roles/iam.serviceAccountTokenCreator, roles/iam.serviceAccountOpenIdTokenCreator,
  roles/iam.serviceAccountCreator, roles/iam.roleAdmin, roles/iam.organizationRoleAdmin,
  roles/iam.workloadIdentityPoolAdmin, roles/iam.workloadIdentityUser, roles/iam.workforcePoolAdmin, roles/iam.admin,
  roles/iam.denyAdmin, roles/iam.serviceAccountApiKeyBindingAdmin, roles/orgpolicy.policyAdmin,
  roles/serviceusage.apiKeysAdmin, roles/privilegedaccessmanager.admin, roles/resourcemanager.projectIamAdmin,
  roles/resourcemanager.folderIamAdmin, roles/container.admin, roles/container.clusterAdmin,
  roles/deploymentmanager.editor, roles/cloudbuild.builds.editor, roles/owner.*, roles/accesscontextmanager.policyAdmin,
  roles/cloudkms.admin, roles/secretmanager.admin
T0 write: roles/iam.serviceAccountUser, roles/compute.admin, roles/compute.instanceAdmin,
  roles/compute.instanceAdmin.v1, roles/compute.osAdminLogin, roles/cloudfunctions.admin,
  roles/cloudfunctions.developer, roles/run.admin, roles/run.developer, roles/composer.admin, roles/composer.worker,
  roles/dataflow.admin, roles/dataflow.developer, roles/dataproc.editor, roles/dataproc.admin, roles/appengine.appAdmin,
  roles/cloudscheduler.admin, roles/container.developer, roles/workflows.editor, roles/notebooks.admin
T1 read: roles/secretmanager.secretAccessor, roles/cloudkms.cryptoKeyDecrypter, roles/bigquery.dataViewer,
  roles/storage.objectViewer, roles/cloudkms.cryptoKeyEncrypterDecrypter, roles/spanner.databaseReader,
  roles/datastore.viewer, roles/logging.privateLogViewer, roles/serviceusage.apiKeysViewer
T2 read: roles/viewer, roles/iam.securityReviewer, roles/cloudasset.viewer, roles/browser
T2 write: roles/logging.logWriter, roles/monitoring.metricWriter, roles/cloudtrace.agent, roles/errorreporting.writer,
  roles/pubsub.publisher, roles/cloudprofiler.agent
T3 read: roles/monitoring.viewer, roles/billing.viewer, roles/compute.networkViewer
T0 admin: roles/iam.*Admin, roles/iam.*Creator
T1 admin: roles/*.admin, roles/*Admin, roles/*.owner, roles/*Owner
T1 write: roles/*.editor, roles/*Editor, roles/*.writer, roles/*Writer, roles/*.user, roles/*User, roles/*.invoker,
  roles/*.developer, roles/*Creator, roles/*.publisher, roles/*.serviceAgent, roles/*ServiceAgent, roles/*.client,
  roles/*.instanceUser, roles/*.subscriber, roles/*.agent
T2 read: roles/*.viewer, roles/*Viewer, roles/*.reader, roles/*Reader, roles/*.reviewer, roles/*.auditor
`,
    },
    {
      apis: '*',
      within: 'https://www.googleapis.com/auth/*',
      worst: 0,
      spelling: 'last part',
      rows: `
T0 wildcard mints: cloud-platform
T0 admin mints: iam, cloudplatformprojects, admin.directory.user, admin.directory.rolemanagement, compute,
  service.management, admin.directory.group, admin.directory.domain
T1 write: devstorage.full_control, devstorage.read_write, bigquery, datastore, pubsub, sqlservice.admin, drive,
  gmail.modify, gmail.send, mail.google.com, calendar, spreadsheets, documents
T1 read: devstorage.read_only, drive.readonly, gmail.readonly, bigquery.readonly, calendar.readonly
T2 read: cloud-platform.read-only, compute.readonly, logging.read, admin.directory.user.readonly
T2 write: logging.write, monitoring.write, monitoring, trace.append, servicecontrol, drive.file
T3 read: monitoring.read, userinfo.email, userinfo.profile, service.management.readonly
T2 read: *.readonly, *.read
`,
    },
  ],
};
