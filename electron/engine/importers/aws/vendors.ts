// Vendors that customers let into their accounts, by the account id that the vendor's own setup guide names.

const vendorOf: ReadonlyMap<string, string> = new Map([
  ['464622532012', 'Datadog'], // docs.datadoghq.com, AWS integration
  ['754728514883', 'New Relic'], // docs.newrelic.com, connect AWS to infrastructure monitoring
  ['509560245411', 'Dynatrace'], // docs.dynatrace.com, AWS monitoring
  ['134183635603', 'Splunk Observability'], // docs.splunk.com, connect AWS (signalfx)
  ['926226587429', 'Sumo Logic'], // help.sumologic.com, grant access to an AWS product
  ['282028653949', 'LogicMonitor'], // logicmonitor.com, adding AWS to monitoring
  ['454464851268', 'CloudHealth'], // cloudhealthtech.com, IAM role setup
  ['165736516723', 'Apptio Cloudability'], // apptio.com, vendor credentials
  ['352813966189', 'CloudCheckr'], // cloudcheckr.com, admin API guide
  ['061190967865', 'CloudZero'], // cloudzero.com, account connection
  ['202279780353', 'nOps'], // help.nops.io, manual setup
  ['922761411349', 'Spot by NetApp'], // docs.spot.io, permissions model
  ['188619942792', 'Prisma Cloud'], // docs.paloaltonetworks.com, onboard an AWS account
  ['434813966438', 'Lacework'], // docs.lacework.net, AWS integration
  ['634729597623', 'Check Point CloudGuard'], // AWS Security Hub partner list
  ['012615275169', 'Tenable'], // docs.tenable.com, keyless discovery connector
  ['080595016317', 'Qualys'], // qualys.com, EC2 connector
  ['205767712438', 'Qualys'], // qualys.com, EC2 connector
  ['336818582268', 'Rapid7'], // docs.rapid7.com, cloud configuration assessment
  ['717210094962', 'Trend Micro Cloud Conformity'], // github.com/cloudconformity/documentation-api
  ['147995105371', 'Trend Micro'], // help.deepsecurity.trendmicro.com, add AWS accounts
  ['197857026523', 'Microsoft Sentinel'], // learn.microsoft.com, connect Sentinel to AWS
  ['432263259397', 'Microsoft Cost Management'], // learn.microsoft.com, AWS integration
  ['951887872838', 'Auth0'], // auth0.com, AWS single sign-on
  ['414351767826', 'Databricks'], // docs.databricks.com, cross-account role
  ['834469178297', 'Fivetran'], // fivetran.com, CloudWatch setup guide
  ['107630771604', 'Segment'], // segment.com, Amazon S3 destination
  ['595280932656', 'Segment'], // segment.com, Amazon Kinesis destination
  ['218546966473', 'Stitch'], // stitchdata.com, Amazon S3 data warehouse
  ['232482882421', 'Cloudinary'], // support.cloudinary.com, private S3 buckets
  ['353360065216', 'Workato'], // docs.workato.com, Amazon S3 connector
]); // biome-ignore format: a table

/** null: an account of nobody that is known here. */
export const vendorOfAccount = (account: string): string | null => vendorOf.get(account) ?? null;

const vendors: ReadonlySet<string> = new Set(vendorOf.values());

/** An account of a vendor is a tenant that bears the vendor's name. */
export const isVendor = (tenantName: string): boolean => vendors.has(tenantName);
